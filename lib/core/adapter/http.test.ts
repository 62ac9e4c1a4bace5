import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findIn, holds, isExpected } from "./http-answer.ts";
import { httpPayload } from "./http-config.ts";
import { pathPart, pathProblem } from "./http-path.ts";
import { http } from "./http.ts";

const takes = (more: object) => http.config.safeParse({ method: "POST", path: "/v1/a", ...more }).success;
const sends = (more: object) => httpPayload.safeParse({ method: "POST", path: "/v1/a", ...more }).success;

describe("a path", () => {
  test("stands under its connection: no host, no scheme, no climbing, no query", () => {
    const refused = [
      "https://evil.example/a",
      "//evil.example",
      "a",
      "",
      "/a/../b",
      "/..",
      "/a/./b",
      "/a/%2e%2e/b",
      "/a%2F..%2Fb",
      "/a?b",
      "/a#b",
      "/a\\b",
      "/a b",
      "/a\nb",
      "/%zz",
    ];
    expect(refused.filter((path) => pathProblem(path) === undefined)).toEqual([]);
    const taken = ["/", "/v1/buckets", "/a/...", "/a..b", "/group%2Fname", "/~x/$y"];
    expect(taken.filter((path) => pathProblem(path) !== undefined)).toEqual([]);
    expect(takes({ path: "/a/../b" })).toBe(false);
    expect(takes({ path: "/v1/${{ inputs.name }}" })).toBe(true);
  });

  test("with a value in it stays under its folder on the same host, or is refused", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom(".", "/", "\\", "%", "2", "e", "f", "@", "?", "#", ":") }),
        ),
        (value) => {
          const path = `/v1/buckets/${pathPart(value)}/keys`;
          if (pathProblem(path) !== undefined) return;
          const url = new URL(`https://api.example${path}`);
          expect(url.host).toBe("api.example");
          expect(url.pathname).toMatch(/^\/v1\/buckets\/[^/]*\/keys$/);
          expect(url.search + url.hash).toBe("");
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("a document", () => {
  test("says what is sent and what is expected, and nothing else", () => {
    expect(takes({ expect: [201, "200-299"], idempotent: true, query: { a: 1, b: "${{ inputs.b }}" } })).toBe(true);
    expect(takes({ url: "https://evil.example" })).toBe(false);
    expect(takes({ method: "TRACE" })).toBe(false);
    expect(takes({ expect: [99] })).toBe(false);
    expect(takes({ method: "GET", body: {} })).toBe(false);
    expect(takes({ outputs: { id: { type: "string", from: "id" } } })).toBe(false);
    expect(takes({ outputs: { "create-db": { type: "string", from: "/id" } } })).toBe(false);
  });

  test("sets no header that PAO sets itself", () => {
    const refused = ["Authorization", "host", "Idempotency-Key", "Content-Length", "a b"];
    expect(refused.filter((name) => takes({ headers: { [name]: "x" } }))).toEqual([]);
    expect(takes({ headers: { "X-Api-Version": "2" } })).toBe(true);
  });

  test("waits by a path or by what the answer names, until something is so", () => {
    const until = { pointer: "/status", equals: "ready" };
    expect(takes({ wait: { from: "/statusUrl", until } })).toBe(true);
    expect(takes({ wait: { from: "/statusUrl", path: "/a", until } })).toBe(false);
    expect(takes({ wait: { until } })).toBe(false);
    expect(takes({ wait: { path: "/a", until: { pointer: "/status" } } })).toBe(false);
  });

  test("lets secrets into headers and body only", () => {
    const allowed = ["/headers/X-Key", "/body", "/body/user/password"].map((pointer) => http.secretsAllowedAt(pointer));
    const refused = ["/path", "/query/key", "/find/query/key", "/bodyguard"].map((pointer) =>
      http.secretsAllowedAt(pointer),
    );
    expect([allowed, refused]).toEqual([
      [true, true, true],
      [false, false, false, false],
    ]);
  });
});

test("a header with a line break in it is never sent", () => {
  expect(sends({ headers: { "X-Name": "a\r\nX-Evil: b" } })).toBe(false);
  expect(sends({ headers: { "X-Name": "ä b" } })).toBe(true);
});

describe("an answer", () => {
  test("has an expected status, by number or range, 200 to 299 when nothing is said", () => {
    expect([200, 204, 299, 301, 404].map((status) => isExpected(undefined, status))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([201, 202, 409].map((status) => isExpected([201, "400-409"], status))).toEqual([true, false, true]);
  });

  test("holds what is waited for, whatever its type", () => {
    expect(holds({ a: [{ s: "ready" }] }, { pointer: "/a/0/s", in: ["ready", "done"] })).toBe(true);
    expect(holds({ a: { b: 1, c: 2 } }, { pointer: "/a", equals: { c: 2, b: 1 } })).toBe(true);
    expect(holds({ a: null }, { pointer: "/a", equals: null })).toBe(true);
    expect(holds({}, { pointer: "/a", equals: null })).toBe(false);
  });

  test("to `find` names the thing that was made: the first of a list that matches, or the one thing", () => {
    const find = { path: "/a", take: "/items", match: { "/name": "orders" } };
    expect(findIn({ items: [{ name: "x" }, { name: "orders", id: 7 }] }, find)).toEqual({ name: "orders", id: 7 });
    expect(findIn({ items: [] }, find)).toBeUndefined();
    expect(findIn({}, find)).toBeUndefined();
    expect(findIn({ id: 1 }, { path: "/a" })).toEqual({ id: 1 });
  });
});
