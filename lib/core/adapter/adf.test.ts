import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { toAdf } from "./adf.ts";
import { mark, unmarked } from "./markdown-text.ts";

const adf = (markdown: string, ...values: string[]) => toAdf({ markdown, values });
const content = (markdown: string, ...values: string[]) => adf(markdown, ...values)["content"];

function nodes(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (!isJsonObject(value)) return [];
  return [value, ...nodes(value["content"])];
}

const text = (value: JsonObject) =>
  nodes(value)
    .map((node) => (node["type"] === "hardBreak" ? "\n" : typeof node["text"] === "string" ? node["text"] : ""))
    .join("");
/** What a document is made of, without its words. */
const skeleton = (value: JsonObject) =>
  nodes(value)
    .filter((node) => node["type"] !== "hardBreak")
    .map((node) => [node["type"], node["marks"] ?? []]);

describe("Markdown as Jira's document format", () => {
  test("has paragraphs, headings, lists, code, links, strong, emphasis and tables", () => {
    expect(content("# A\n\nb **c** _d_ `e` [f](https://g.example/h)")).toEqual([
      { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "A" }] },
      {
        type: "paragraph",
        content: [
          { type: "text", text: "b " },
          { type: "text", text: "c", marks: [{ type: "strong" }] },
          { type: "text", text: " " },
          { type: "text", text: "d", marks: [{ type: "em" }] },
          { type: "text", text: " " },
          { type: "text", text: "e", marks: [{ type: "code" }] },
          { type: "text", text: " " },
          { type: "text", text: "f", marks: [{ type: "link", attrs: { href: "https://g.example/h" } }] },
        ],
      },
    ]);
    expect(
      nodes(content("- a\n- [x] b\n\n1. c\n\n```sql\nselect 1\n```\n\n| k | v |\n|---|---|\n| a | b |")).map(
        (node) => node["type"],
      ),
    ).toEqual(
      expect.arrayContaining([
        "bulletList",
        "orderedList",
        "listItem",
        "codeBlock",
        "table",
        "tableRow",
        "tableHeader",
        "tableCell",
      ]),
    );
  });

  test("keeps the line breaks of a value and none of its markup", () => {
    expect(content(`Name: ${mark(0)}`, "**a**\n- b")).toEqual([
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Name: " },
          { type: "text", text: "**a**" },
          { type: "hardBreak" },
          { type: "text", text: "- b" },
        ],
      },
    ]);
  });

  test("lets a value fill in what follows the host of a link, never the host", () => {
    const link = (url: string, value: string) => JSON.stringify(content(`[x](${url})`, value));
    expect(link(`https://a.example/${mark(0)}`, "b/../c?d")).toContain('"href":"https://a.example/b%2F..%2Fc%3Fd"');
    expect(link(`https://${mark(0)}/b`, "evil.example")).not.toContain("href");
    expect(link(mark(0), "https://evil.example")).not.toContain("href");
    expect(link("javascript:alert(1)", "")).not.toContain("href");
    expect(text(adf(`see http://${mark(0)} now`, "e.example"))).toBe("see http://e.example now");
  });

  test("shows raw HTML as text", () => {
    expect(text(adf("<script>alert(1)</script>"))).toBe("<script>alert(1)</script>");
  });

  test("puts in the open a list that begins with a list, a heading in a list and a quote in a quote", () => {
    const types = nodes(content("- - a\n- # b\n\n> > c")).map((node) => node["type"]);
    expect(types.filter((type) => type === "heading")).toEqual([]);
    expect(types.filter((type) => type === "blockquote")).toHaveLength(1);
  });

  test("is done in no time for Markdown that nests without end", () => {
    const started = performance.now();
    for (const piece of ["> ", "- ", "[", "*a_", "**a ", "_", "`", "<", "![", "1. ", ">"])
      adf(piece.repeat(10_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("no value", () => {
  const template = `# ${mark(0)}\n\nx ${mark(1)} **${mark(2)}** \`${mark(0)}\`\n\n- ${mark(1)}\n\n| a |\n|---|\n| ${mark(2)} |\n\n[l](https://a.example/${mark(0)})`;
  const hostile = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "**x**",
      "[x](https://e.example)",
      "@alex",
      "<b>",
      "| a | b |",
      "\n# h\n",
      "```",
      "\uE0001\uE001",
      "https://e.example",
      "\\",
      "&amp;",
      "- [ ] x",
    ),
    fc.string({
      unit: fc.constantFrom(
        "*",
        "_",
        "[",
        "]",
        "(",
        ")",
        "\n",
        "`",
        "|",
        "#",
        ">",
        "\uE000",
        "\uE001",
        "0",
        "!",
        "<",
        "a",
      ),
    }),
  );
  const value = hostile.filter((one) => one.replace(/[\r\n]/g, "") !== "" && !/[\r\n]/.test(one));

  test("creates markup: the document is built of the same pieces whatever is answered", () => {
    const href = (one: JsonObject) => JSON.stringify(skeleton(one)).replace(/"href":"[^"]*"/g, '"href"');
    const plain = href(adf(template, "a", "b", "c"));
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(href(adf(template, a, b, c))).toBe(plain);
      }),
    );
  });

  test("is lost or changed: its text stands in the document as it was given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), hostile, (before, one) => {
        const clean = unmarked(before).replace(/[^a-z ]/g, "");
        expect(text(adf(`a${clean}a: ${mark(0)}`, one))).toContain(one.replace(/\r\n|\r/g, "\n"));
      }),
    );
  });

  test("leaves a mark behind, wherever the author put it", () => {
    const odd = fc.constantFrom(
      "```",
      "\n",
      "[^",
      "]",
      "]: ",
      "[",
      "](",
      ")",
      "![",
      "<",
      ">",
      "|",
      "\n|-|\n",
      "http://",
      " ",
      "&",
      ";",
      mark(0),
      mark(1),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 14 }), (pieces) => {
        expect(JSON.stringify(adf(pieces.join(""), "a b", "c"))).not.toMatch(/[\uE000\uE001]/);
      }),
      { numRuns: 1_000 },
    );
  });

  test("makes a text that Jira refuses as empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), hostile, (markdown, one) => {
        const texts = nodes(adf(`${unmarked(markdown)} ${mark(0)}`, one)).filter((node) => node["type"] === "text");
        expect(texts.filter((node) => node["text"] === "")).toEqual([]);
      }),
    );
  });
});
