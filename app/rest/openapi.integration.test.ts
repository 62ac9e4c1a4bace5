import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { at, pointer } from "#lib/core/json.ts";
import { operations } from "./operations.ts";
import { openApi } from "./openapi.ts";

const api = path.resolve(import.meta.dirname, "../api/v1");

function routes(): string[] {
  return readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts") && !file.includes("[["))
    .map((file) => `/${path.dirname(file).replace(/\[(\w+)\]/g, "{$1}")}`)
    .sort();
}

test("every route is described, and nothing else is", () => {
  expect([...new Set(operations.map((operation) => operation.path))].sort()).toEqual(routes());
});

test("every method that is described is one that the route takes", async () => {
  for (const operation of operations) {
    const file = path.join(api, operation.path.slice(1).replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
    const route = (await import(file)) as Record<string, unknown>;
    const method = operation.method.toUpperCase();
    expect([operation.path, method, typeof route[method]]).toEqual([operation.path, method, "function"]);
  }
});

test("what the path says is not asked in the body, and what an order needs is", () => {
  const described = openApi("http://localhost:3000");
  const body = (path: string) =>
    `${pointer("paths", path, "post", "requestBody", "content", "application/json", "schema")}`;
  // An operation takes project and environment from its resource.
  expect(at(described, `${body("/requests")}/required`)).toEqual(["offering"]);
  expect(Object.keys(at(described, `${body("/requests/{number}/retry")}/properties`) ?? {})).toEqual([
    "step",
    "from",
    "reason",
  ]);
});
