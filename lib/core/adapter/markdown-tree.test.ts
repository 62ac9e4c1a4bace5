import fc from "fast-check";
import { expect, test } from "vitest";
import { mark, readMarkdown } from "./markdown-text.ts";
import { markdownFor, markdownTree } from "./markdown-tree.ts";

test("Markdown for a page shows a value as it is", () => {
  expect(markdownFor({ markdown: `Do **${mark(0)}** now`, values: ["a*b*c"] })).toBe("Do **a\\*b\\*c** now");
});

test("what a page parses again holds no more than the author wrote, whatever is answered", () => {
  const kinds = (markdown: string) => {
    const found: string[] = [];
    const walk = (node: object) => {
      if ("type" in node && node.type !== "text" && node.type !== "break") found.push(String(node.type));
      if ("children" in node && Array.isArray(node.children)) node.children.forEach(walk);
    };
    walk(markdownTree({ markdown, values: [] }));
    return found.join(" ");
  };
  const hostile = fc.string({
    minLength: 1,
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
      "!",
      "<",
      "a",
      " ",
      "-",
      "1",
      ".",
      "~",
      "@",
      ":",
      "/",
      "w",
      "&",
      ";",
      "\\",
      "=",
    ),
  });
  fc.assert(
    fc.property(hostile, (value) => {
      expect(kinds(markdownFor({ markdown: `Name: ${mark(0)} end`, values: [value] }))).toBe("root paragraph");
    }),
    { numRuns: 2_000 },
  );
});

test("an answer inside an author's HTML becomes neither link nor heading, block or inline", () => {
  const kinds = (markdown: string) => JSON.stringify(markdownTree({ markdown, values: [] })).match(/"type":"\w+"/g);
  // The author's own end tag holds no value, so it stays what it was.
  const ends = (markdown: string) => (markdown.startsWith("See") ? '"type":"html"' : "");
  const values = ["a\n\n# Owned [here](https://evil.example)\n\n<b>b</b>"];
  for (const markdown of [`<div>${mark(0)}</div>`, `See <b title="${mark(0)}">this</b>`]) {
    const found = kinds(markdownFor({ markdown, values })) ?? [];
    expect(found.filter((kind) => /heading|link|html/.test(kind)).filter((kind) => kind !== ends(markdown))).toEqual(
      [],
    );
  }
});

test("a text that came without values is Markdown, and a mark in it stands for nothing", () => {
  expect(readMarkdown(`a${mark(0)}`)).toEqual({ markdown: "a0", values: [] });
});

test("a value cannot turn the text after it round", () => {
  expect(markdownFor({ markdown: `Open ${mark(0)} to all`, values: ["a\u202E"] })).toContain("[U+202E] to all");
});
