import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
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
    const route: Record<string, unknown> = await import(file);
    expect(route[operation.method.toUpperCase()], `${operation.method} ${operation.path}`).toBeTypeOf("function");
  }
});

test("what the path says is not asked in the body, and what an order needs is", () => {
  const described = JSON.parse(JSON.stringify(openApi("http://localhost:3000")));
  const order = described.paths["/requests"].post.requestBody.content["application/json"].schema;
  expect(order.required).toEqual(["offering", "project", "environment"]);
  const retry = described.paths["/requests/{number}/retry"].post.requestBody.content["application/json"].schema;
  expect(Object.keys(retry.properties)).toEqual(["step", "reason"]);
});
