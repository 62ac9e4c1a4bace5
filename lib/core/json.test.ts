import fc from "fast-check";
import { expect, test } from "vitest";
import { at, type Json, partsOf, pointer } from "./json.ts";

test("a pointer leads back to the parts it was made of, whatever characters they hold", () => {
  const part = fc.oneof(fc.constantFrom("", "~", "/", "~1", "~01", "a/b~c"), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      expect(partsOf(pointer(...parts))).toEqual(parts);
      const whole = parts.reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), "here");
      expect(at(whole, pointer(...parts))).toBe("here");
    }),
  );
});
