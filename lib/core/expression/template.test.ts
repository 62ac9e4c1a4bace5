import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TemplateError, parseTemplate, wholeExpression } from "./template.ts";

const expressions = (source: string) =>
  parseTemplate(source).parts.flatMap((part) => ("expression" in part ? [part.expression] : []));

describe("parseTemplate", () => {
  it("takes text and expressions apart, with their places", () => {
    expect(parseTemplate("Bootstrap ${{ inputs.name }} now")).toEqual({
      parts: [{ text: "Bootstrap " }, { expression: " inputs.name ", offset: 13 }, { text: " now" }],
      whole: false,
    });
  });

  it("is whole when nothing but space surrounds one expression", () => {
    expect(parseTemplate("  ${{ inputs.size }}\n").whole).toBe(true);
    expect(parseTemplate("${{ a }}${{ b }}").whole).toBe(false);
    expect(parseTemplate("plain").whole).toBe(false);
    expect(wholeExpression(" ${{ a }} ")).toEqual({ expression: " a ", offset: 4 });
  });

  it.each([
    ["a map literal", '${{ {"a": {"b": 1}} }}', ' {"a": {"b": 1}} '],
    ["a map literal right before the end", '${{ {"a": 1}}}', ' {"a": 1}'],
    ["braces in a text", '${{ "}}" }}', ' "}}" '],
    ["braces in a text of single quotes", "${{ '}}' }}", " '}}' "],
    ["an escaped quote", '${{ "\\"}}" }}', ' "\\"}}" '],
    ["a raw text", '${{ r"}}" }}', ' r"}}" '],
    ["three quotes", '${{ """a "}}" b""" }}', ' """a "}}" b""" '],
    ["a comment", "${{ a // }}\n + b }}", " a // }}\n + b "],
  ])("finds the end behind %s", (_, source, expression) => {
    expect(expressions(source)).toEqual([expression]);
  });

  it("takes $${{ as a literal ${{", () => {
    expect(parseTemplate("write $${{ inputs.name }} to read")).toEqual({
      parts: [{ text: "write ${{ inputs.name }} to read" }],
      whole: false,
    });
  });

  it("says where an expression that is never closed was opened", () => {
    const attempt = () => parseTemplate('ab ${{ "}}" ');
    expect(attempt).toThrow(TemplateError);
    expect(attempt).toThrow(expect.objectContaining({ offset: 3 }));
  });

  it("loses no character of any text", () => {
    const piece = fc.oneof(fc.constantFrom("${{", "}}", "$", "{", '"', "'", "//", "\n"), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const source = pieces.join("").replace(/\$+\$\{\{/g, "${{");
        expect(togetherAgain(source)).toBe(source);
      }),
    );
  });
});

/** A text taken apart and written again; one that can't be taken apart as it is. */
function togetherAgain(source: string): string {
  try {
    return parseTemplate(source)
      .parts.map((part) => ("text" in part ? part.text : `\${{${part.expression}}}`))
      .join("");
  } catch (error) {
    if (error instanceof TemplateError) return source;
    throw error;
  }
}
