import fc from "fast-check";
import { expect, test } from "vitest";
import { addressAgain, addressOf, pathUnder } from "./address.ts";

const base = "https://api.example.com/platform";

test("a path goes below the connection's own", () => {
  expect(addressOf(base, "/v1/buckets", { name: "a b", none: null })?.href).toBe(
    "https://api.example.com/platform/v1/buckets?name=a+b",
  );
});

test("no path leads away from the connection", () => {
  for (const path of [
    "//evil.example",
    "/../admin",
    "/%2e%2e/admin",
    "/a/..%2fb",
    "/\\evil.example",
    "v1",
    "/a?b=c",
    "/a#b",
  ])
    expect(addressOf(base, path)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (path) => {
      const address = addressOf(base, path);
      return (
        address === null || (address.origin === "https://api.example.com" && address.pathname.startsWith("/platform/"))
      );
    }),
  );
});

test.each([
  ["https://api.example.com/platform/v1/clusters/7?full=1", "/v1/clusters/7?full=1"],
  ["/platform/v1/clusters/7", "/v1/clusters/7"],
  ["/v1/clusters/7", "/v1/clusters/7"],
])("an answer's %s is asked as %s", (named, path) => {
  expect(pathUnder(base, named)).toBe(path);
  expect(addressAgain(base, path)?.href).toBe(`${base}${path}`);
});

test.each([
  "https://evil.example/platform/v1",
  "//evil.example/platform/x",
  "http://api.example.com/platform/x",
  "/platform/../admin",
  "https://me@api.example.com/platform/x",
  "https://",
])("an answer can't send the credential to %s", (named) =>
  expect(pathUnder(base, named)).toSatisfy(
    (path) => path === null || addressAgain(base, String(path))?.pathname.startsWith("/platform/") === true,
  ),
);
