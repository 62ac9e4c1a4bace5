import { expect, test } from "vitest";
import { ownAddress } from "./own-address.ts";

test.each([
  ["/", "/"],
  ["/requests?state=failed&scope=all#x", "/requests?state=failed&scope=all#x"],
  ["/catalog/postgresql", "/catalog/postgresql"],
  ["/catalog?text=https://example.com", "/catalog?text=https://example.com"],
  ["inbox", "/inbox"],
  ["http:evil.example", "/evil.example"],
])("signing in with from=%s leads on to %s", (from, to) => {
  expect(ownAddress(from)).toBe(to);
});

test.each([
  undefined,
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "\u0000//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "/./\\evil.example",
  "http://pao.invalid:81/x",
  "http://pao.invalid@evil.example/",
  "javascript:alert(1)",
  "data:text/html,x",
  "http://[",
])("signing in does not lead to %j", (from) => {
  expect(ownAddress(from)).toBe("/");
});
