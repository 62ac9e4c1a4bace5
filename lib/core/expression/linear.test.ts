import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearPattern, renewPatience } from "./linear.ts";
import { outline } from "./pattern.ts";

describe("linearPattern", () => {
  it.each([
    "^[a-z][a-z0-9-]{2,28}[a-z0-9]$",
    "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
    "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",
    "^(?:[a-z]{1,63}\\.){1,8}[a-z]{2,63}$",
    "^((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)$",
    "^\\d+$",
    "^.{1,255}$",
    "^(small|medium|large)$",
    "example\\.com",
    "^\\p{L}+$",
  ])("accepts %s", (source) => {
    expect(linearPattern(source, "u")).toEqual({ ok: true });
  });

  it.each([
    ["^(a+)+$", /doubles/],
    ["^(a|a)*$", /doubles/],
    ["\\s+$", /grows much faster/],
    ["^(a|a|a|a){28}$", /doubles/],
    ["^(?:a?){30}a{30}$", /grows much faster/],
    [`^${"a?".repeat(25)}${"a".repeat(25)}$`, /could not be shown/],
    [`^${"(?:a|a)".repeat(25)}$`, /could not be shown/],
    ["^(?=.*[A-Z])(?=.*\\d).{8,64}$", /Look-aheads/],
    ["(", /no regular expression/],
    ["a".repeat(1_001), /at most 1000/],
  ])("refuses %s", (source, reason) => {
    const verdict = linearPattern(source);
    expect(verdict.ok ? "accepted" : verdict.reason).toMatch(reason);
  });

  it("gives the same verdict again at once", () => {
    expect(linearPattern("^(x+)+$")).toBe(linearPattern("^(x+)+$"));
  });
});

describe("outline", () => {
  it("leaves an expression without counts as it stands", () => {
    const piece = fc.constantFrom(
      "a",
      "\\d",
      "[a-z|)(]",
      "\\p{L}",
      "(?:b|c)",
      "(d)*",
      "e+?",
      "f?",
      "\\u{1F600}",
      "(?<n>g)",
      "^",
      "$",
      ".",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const source = pieces.join("");
        expect(outline(source).uncounted).toBe(source);
      }),
    );
  });

  it.each([
    ["(a|b){2}", 4],
    ["(a|b){1,2}", 6],
    ["a{0,61}", 62],
    ["a?b?", 4],
    ["(a|b|c)", 3],
    ["a*", 1],
  ])("counts the ways of %s", (source, ways) => {
    expect(outline(source).ways).toBe(ways);
  });
});

it("looks at no further pattern of a document once two proofs came to no end, and at all again with the next document", () => {
  renewPatience();
  const words = (letter: string) => Array.from({ length: 90 }, (_, n) => `${letter}${n.toString(36)}[a-z]*q`).join("|");
  const first = linearPattern(`^(?:${words("w")})$`);
  expect(first).toMatchObject({ ok: false, reason: expect.stringContaining("could not be shown") });
  const next = linearPattern("^[a-f]{3}[0-9]$");
  expect(next).toMatchObject({ ok: false, reason: expect.stringContaining("was not looked at") });
  renewPatience();
  expect(linearPattern("^[a-f]{3}[0-9]$")).toEqual({ ok: true });
});
