import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { good } from "#lib/core/offering/document.fixture.ts";
import { valueOf } from "./loose-value.ts";
import { readLoosely } from "./read-loosely.ts";

/** `‸` stands for the cursor. */
function where(marked: string): string {
  const cursor = marked.indexOf("‸");
  const found = readLoosely(marked.replace("‸", ""), cursor).where;
  return found ? `${found.kind} ${found.path.join("/")} “${found.text}”` : "nowhere";
}

test.each([
  ["‸", "key  “”"],
  ["meta‸", "key  “meta”"],
  ["metadata:\n  ti‸", "open metadata “ti”"],
  ["metadata:\n  name: a\n  ti‸", "key metadata “ti”"],
  ["metadata:\n  name: a\n  ‸\ninputs:\n", "key metadata “”"],
  ["metadata:\n  na‸me: a\n", "key metadata “name”"],
  ["metadata:\n  owner: da‸", "value metadata/owner “da”"],
  ["metadata:\n  owner: ‸\n", "value metadata/owner “”"],
  ["metadata: { owner: da‸ }", "value metadata/owner “da”"],
  ["metadata: { owner: ‸ }", "value metadata/owner “”"],
  ["metadata: { owner: a, ‸ }", "key metadata “”"],
  ["metadata: { owner: a, ti‸", "key metadata “ti”"],
  ["metadata: {‸}", "key metadata “”"],
  ["needs: [a, ‸]", "value needs/1 “”"],
  ["needs: [‸", "value needs/0 “”"],
  ["needs:\n  - a\n  - ‸", "open needs/1 “”"],
  ["needs:\n- a\n- b‸", "open needs/1 “b”"],
  ["needs:\n- a\n‸", "key  “”"],
  ["steps:\n  - id: a\n    us‸", "key steps/0 “us”"],
  ["steps:\n  - id: a\n  - ‸", "open steps/1 “”"],
  ["steps:\n  - id: a\n  ‸", "item steps “”"],
  ["steps:\n  - { id: a, uses: jira‸ }", "value steps/0/uses “jira”"],
  ["steps:\n  - id: a\n    with: { a: 1,\n      b‸ }\n  - id: b", "key steps/0/with “b”"],
  [`x: "\${{ inputs.‸ }}"`, "value x “${{ inputs. }}”"],
  ["x: ${{ inputs.‸", "value x “${{ inputs.”"],
  ["x: ${{ ‸", "value x “${{ ”"],
  ["x: |\n  Hello ${{ in‸\ny: 1", "value x “  Hello ${{ in”"],
  ["x: 1 # ‸", "nowhere"],
])("in %j the cursor is at %s", (marked, expected) => {
  expect(where(marked)).toBe(expected);
});

test("an unclosed brace takes no more than its own lines", () => {
  const { root } = readLoosely("a: { b: 1, c: [x, y\nd: 2\n");
  expect(valueOf(root)).toEqual({ a: { b: 1, c: ["x", "y"] }, d: 2 });
});

test("half a document reads as what is there", () => {
  const text = good.replace("  required: [name, size]\n", "  required: [name, size\n  prop\n");
  expect(valueOf(readLoosely(text).root)).toMatchObject({
    metadata: { name: "database" },
    fulfillment: { steps: [{ id: "create" }, {}, {}] },
  });
});

const folder = `${import.meta.dirname}/../../../../offerings`;
const documents = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

test.each(documents)("%s reads the same as the parser reads it, but for texts of several lines", (file) => {
  const source = readFileSync(`${folder}/${file}`, "utf8");
  const trimmed = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_, held: unknown) => (typeof held === "string" && held.includes("\n") ? "…" : held)),
    );
  expect(trimmed(valueOf(readLoosely(source).root))).toEqual(trimmed(parse(source)));
});

test("whatever is cut off, something is read and nothing thrown", () => {
  fc.assert(
    fc.property(fc.nat(good.length), fc.nat(good.length), fc.string({ maxLength: 4 }), (from, to, typed) => {
      const text = good.slice(0, from) + typed + good.slice(Math.max(from, to));
      expect(() => readLoosely(text, from + typed.length)).not.toThrow();
    }),
  );
});
