import type { Json } from "#lib/sandbox/json.ts";
import { expect, test } from "vitest";
import { documentProblem, documentText, plainDocument, renderDocument } from "./document.ts";

const text = (value: string, ...marks: Node[]) => ({
  type: "text",
  text: value,
  marks,
});
interface Node {
  type: string;
  [member: string]: Json;
}
const doc = (...content: Node[]) => ({ type: "doc", version: 1, content });

test("marks and blocks become HTML", () => {
  const document = doc(
    { type: "heading", attrs: { level: 2 }, content: [text("Plan")] },
    {
      type: "paragraph",
      content: [text("a", { type: "strong" }, { type: "em" }), { type: "hardBreak" }, text("b")],
    },
  );
  expect(renderDocument(document).source).toBe("<h3>Plan</h3><p><em><strong>a</strong></em><br />b</p>");
});

test("what a document holds can't become markup", () => {
  expect(renderDocument(doc({ type: "paragraph", content: [text("<script>alert(1)</script>")] })).source).not.toContain(
    "<script",
  );
});

test("only web and mail addresses become links", () => {
  const linked = (href: string) =>
    renderDocument(doc({ type: "paragraph", content: [text("x", { type: "link", attrs: { href } })] })).source;
  expect(linked("https://example.com/a")).toContain('href="https://example.com/a"');
  expect(linked("javascript:alert(1)")).toBe("<p>x</p>");
});

test.each([["plain text"], [{ type: "doc" }], [doc({ type: "text", text: "" })], [doc({ type: "marquee" })]])(
  "what is no document is refused: %j",
  (value) => {
    expect(documentProblem(value)).toBeDefined();
  },
);

test("lines that a person typed become a valid document", () => {
  const document = plainDocument("first\n\nsecond");
  expect(documentProblem(document)).toBeUndefined();
  expect(documentText(document).split(/\s+/)).toEqual(["first", "second"]);
});
