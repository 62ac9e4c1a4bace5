import fc from "fast-check";

const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "then",
  "length",
  "\0",
  "",
  "$ref",
];

const crafted = [
  "",
  " ",
  "\0",
  "a\0b",
  "\uD800",
  "\uDC00x",
  "\u202Eabc",
  "\u{1F600}",
  "%",
  "%00",
  "%E0%A4%A",
  "%2e%2e%2f",
  "../../../etc/passwd",
  "..\\..\\",
  "'; drop table request; --",
  "' or '1'='1",
  "${{ inputs.name }}",
  "${{ ",
  "{{constructor.constructor('return 1')()}}",
  "<script>alert(1)</script>",
  "javascript:alert(1)",
  "\r\nset-cookie: a=b",
  "REQ-0",
  "REQ--1",
  "REQ-99999999999999999999",
  "REQ-1e9",
  "1e999",
  "-0",
  "NaN",
  "null",
  "true",
  "[]",
  "{}",
  "00000000-0000-0000-0000-000000000000",
  "x".repeat(64),
  "x".repeat(201),
  "ÿ".repeat(5_000),
  "9".repeat(400),
];

/** Texts that have broken something somewhere. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...crafted),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

export const hostileName: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...names), hostileText);

function nested(depth: number, inList: boolean): unknown {
  let value: unknown = "x";
  for (let at = 0; at < depth; at++) value = inList ? [value] : { a: value };
  return value;
}

/** What JSON can hold and nobody expects. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, false, 0, -0, -1, 1e308, 5e-324, 2 ** 53, 2 ** 64, 0.1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom([], {}, [[]], [null], { "": "" }),
  fc.dictionary(hostileName, fc.jsonValue(), { maxKeys: 4 }),
  fc.constantFrom(nested(40, true), nested(40, false), nested(3_000, true), nested(3_000, false)),
  fc.constantFrom(
    Array.from({ length: 3_000 }, () => 0),
    Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [at, at])),
  ),
  fc.jsonValue(),
);

/** A header's value: anything that a client can send in one. */
export const headerText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", "x".repeat(8_000), "ÿþ", "a, b", '"', "=", ";;;", "Bearer", "Bearer ", "Bearer x y", "0", "-1"),
  fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
);
