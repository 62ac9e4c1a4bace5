import fc from "fast-check";
import { expect, test } from "vitest";
import { cell } from "./csv.ts";

test.each([
  ["plain", "plain"],
  ['say "x"', '"say ""x"""'],
  ["a,b", '"a,b"'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["@cmd", "'@cmd"],
])("%j is written as %j", (text, written) => {
  expect(cell(text)).toBe(written);
});

test("a cell is read back as it was, and never begins like a formula", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const written = cell(text);
      const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
      expect([text, `'${text}`]).toContain(read);
      expect(read).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
