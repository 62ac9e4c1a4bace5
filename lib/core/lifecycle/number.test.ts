import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNumber, parseNumber } from "./number.ts";

test("a number that is written is read again", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999_999_999 }),
      (number) => parseNumber(formatNumber(number)) === number,
    ),
  );
});

test("lower case is read too, because people type it", () => expect(parseNumber("req-1001")).toBe(1001));

test.each([
  "REQ-abc",
  "REQ-",
  "REQ-0",
  "REQ-007",
  "REQ-1e3",
  "1001",
  "REQ-99999999999999999999",
  "",
  "REQ-1\0",
  " REQ-1",
])("%j is no request's number", (text) => expect(parseNumber(text)).toBeNull());
