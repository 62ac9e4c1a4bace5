import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, parseDocument, stringify } from "yaml";
import { offsetInSource } from "./align.ts";

/** What stands in the text of a YAML document for the character of a value. */
function written(source: string, offset: number): string {
  const document = parseDocument(source);
  const node = isMap(document.contents) ? document.contents.items[0]?.value : undefined;
  if (!isScalar(node) || typeof node.value !== "string") throw new Error("There is no text in this document");
  const [start, end] = node.range ?? [0, 0];
  const raw = source.slice(start, end);
  return raw.slice(offsetInSource(raw, node.value, offset));
}

describe("offsetInSource", () => {
  it.each([
    ["no quotes", "a: say ${{ x }}", 4],
    ["double quotes", 'a: "say ${{ x }}"', 4],
    ["escapes", 'a: "\\"\\u0041\\n ${{ x }}"', 4],
    ["single quotes", "a: 'it''s ${{ x }}'", 5],
    ["a block", "a: |\n  one\n  ${{ x }}\n", 4],
    ["a folded block", "a: >\n  one\n  ${{ x }}\n", 4],
    ["lines that are folded", "a: one\n   ${{ x }}", 4],
    ["lines that are folded in quotes", 'a: "one\n   ${{ x }}"', 4],
  ])("finds an expression behind %s", (_, source, offset) => {
    expect(written(source, offset)).toMatch(/^\$\{\{ x \}\}/);
  });

  it("finds an expression in any text, however it is written", () => {
    const how = fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED");
    const line = fc
      .array(fc.constantFrom("a", "it's", '"', "\\", "é", ":", "word", "longer"), { minLength: 1, maxLength: 30 })
      .map((words) => words.join(" "));
    const text = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, how, (before, defaultStringType) => {
        const source = stringify({ a: `${before} \${{x}}` }, { defaultStringType });
        expect(written(source, before.length + 1).startsWith("${{x}}")).toBe(true);
      }),
    );
  });
});
