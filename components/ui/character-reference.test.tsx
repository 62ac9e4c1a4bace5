// @vitest-environment jsdom
import { expect, test } from "vitest";
import { decodeNamedCharacterReference } from "./character-reference.ts";

test.each([
  ["amp", "&"],
  ["copy", "©"],
  ["nbsp", "\u00a0"],
  ["semi", ";"],
  ["not", "¬"],
])("&%s; stands for its character", (name, character) => {
  expect(decodeNamedCharacterReference(name)).toBe(character);
});

test.each(["nonsense", "notit", ""])("&%s; is left as it is written", (name) => {
  expect(decodeNamedCharacterReference(name)).toBe(false);
});
