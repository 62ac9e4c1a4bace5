import fc from "fast-check";
import { expect, test } from "vitest";
import { emailIn, groupsIn, nameIn } from "./claims.ts";

test("groups are the texts in the claim, each once", () => {
  const claims = { groups: ["search", " search ", "", 7, null, { name: "x" }, "Domain Users"] };
  expect(groupsIn(claims, "groups")).toEqual({ groups: ["search", "Domain Users"], untold: false });
});

test.each([
  ["the claim is absent", {}, "groups", []],
  ["the claim is null", { groups: null }, "groups", []],
  ["a group stands alone", { groups: "search" }, "groups", ["search"]],
  ["they are nested", { realm_access: { roles: ["a"] } }, "realm_access.roles", ["a"]],
  ["the claim's own name has dots", { "https://acme.example/groups": ["a"] }, "https://acme.example/groups", ["a"]],
  ["the path leads through a list", { a: ["b"] }, "a.0", []],
  ["the path ends in what every object has", { a: {} }, "a.constructor", []],
  ["a group would not fit", { groups: ["x".repeat(401), "ok"] }, "groups", ["ok"]],
  ["a group holds what no name has", { groups: ["a\u0000b", "\ud800", "ok"] }, "groups", ["ok"]],
])("when %s, groups are still a list", (_, claims, claim, groups) => {
  expect(groupsIn(claims, claim)).toEqual({ groups, untold: false });
});

test("a provider that keeps groups to itself is noticed", () => {
  expect(groupsIn({ _claim_names: { groups: "src1" } }, "groups").untold).toBe(true);
  expect(groupsIn({ hasgroups: true }, "groups").untold).toBe(true);
  const all = Array.from({ length: 10_001 }, (_, index) => `g${index}`);
  expect(groupsIn({ groups: all }, "groups")).toEqual({ groups: all.slice(0, 10_000), untold: true });
});

test("an address counts only when the provider says that it was verified", () => {
  expect(emailIn({ email: "Ada@Acme.example", email_verified: true }).email).toBe("ada@acme.example");
  expect(emailIn({ email: "ada@acme.example", email_verified: "true" }).email).toBe("ada@acme.example");
  for (const verified of [false, "false", 1, undefined, null])
    expect(emailIn({ email: "ada@acme.example", email_verified: verified })).toEqual({
      email: null,
      unverified: "ada@acme.example",
    });
  expect(emailIn({ email: "no address", email_verified: true }).email).toBeNull();
});

test("a name is never empty, and holds nothing that a terminal obeys", () => {
  expect(nameIn(undefined, " ", "Ada\u001b[2J Lovelace")).toBe("Ada [2J Lovelace");
  expect(nameIn(null, {})).toBe("Somebody");
  expect(nameIn("x".repeat(500))).toHaveLength(200);
});

test("whatever a provider sends is read", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (claims, claim) => {
      const { groups } = groupsIn(claims, claim);
      expect(groups.every((group) => group.length <= 400 && group.isWellFormed())).toBe(true);
      expect(nameIn(claims["name"]).isWellFormed()).toBe(true);
      emailIn(claims);
    }),
  );
});
