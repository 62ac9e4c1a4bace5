import { expect, test } from "vitest";
import { good } from "#lib/core/offering/document.fixture.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { extentAt } from "./extent.ts";
import { fixed, offsetAt } from "./fix.ts";

test("a fix that the check offers makes its problem go away", () => {
  const broken = good.replace("inputs.name }}", "inputs.nmae }}").replace("fields: [name,", "fields: [nmae,");
  const { issues } = checkOffering(broken);
  const mended = issues.reduce((text, { fix }) => (fix ? fixed(text, fix) : text), broken);
  expect(issues).toHaveLength(2);
  expect(checkOffering(mended).issues).toEqual([]);
});

test("a place behind the end of a text is its end", () => {
  expect(offsetAt("a\nbc\n", { line: 2, column: 2 })).toBe(3);
  expect(offsetAt("a\nbc", { line: 9, column: 1 })).toBe(4);
});

test.each([
  [`summary: "two words" # why`, 9, `"two words"`],
  ["size: ${{ inputs.siez }}", 6, "${{ inputs.siez }}"],
  ["size: ${{ inputs.siez }}", 10, "inputs.siez"],
  [`x: \${{ inputs["a-b"].c == 1 }}`, 7, `inputs["a-b"].c`],
  ["uses: jira, more", 6, "jira"],
  ["{", 0, "{"],
])("of %j the problem at %i is about %s", (line, offset, about) => {
  expect(line.slice(offset, offset + extentAt(line, offset))).toBe(about);
});

test("at the end of a line a problem is about one character", () => {
  expect(extentAt("size:", 5)).toBe(1);
});
