import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "#lib/core/json.ts";
import { newName } from "#lib/core/organisation/name.ts";
import { nameFor } from "./named-fields.tsx";
import { kindOf, readValue, typedOf } from "./var-value.ts";

describe("a name is suggested for a title", () => {
  test.each([
    ["Data Platform", "data-platform"],
    ["  Größe & Gewicht (2026) ", "gro-e-gewicht-2026"],
    ["42 Things", "things"],
    ["!?", ""],
  ])("%j is %j", (title, name) => {
    expect(nameFor(title)).toBe(name);
  });

  test("whatever is suggested is a name, a reserved word or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
        const name = nameFor(title);
        const answer = newName.safeParse(name);
        const words = answer.success ? [] : answer.error.issues.map(({ message }) => message);
        expect(name === "" || answer.success || words.every((word) => word.startsWith("This word is reserved"))).toBe(
          true,
        );
      }),
    );
  });
});

describe("a var's value", () => {
  test("that is changed by nobody stays what it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const kept = JSON.parse(JSON.stringify(value)) as Json;
        fc.pre(!Number.isInteger(kept) || Number.isSafeInteger(kept));
        expect(readValue(kindOf(kept), typedOf(kept))).toEqual({ ok: true, value: kept });
      }),
    );
  });

  test.each([
    ["number", "many", "This is no number."],
    ["number", "", "This is no number."],
    ["number", "9007199254740993", "This number is too large to be kept exactly."],
    ["JSON", "{size: 3}", "This is no JSON"],
  ] as const)("of kind %s is not %j", (kind, typed, message) => {
    expect(readValue(kind, typed)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });
});
