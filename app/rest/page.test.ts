import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { problemStatus } from "#lib/core/problem.ts";
import { operations } from "./operations.ts";

const page = readFileSync(path.join(import.meta.dirname, "../../docs/rest.md"), "utf8");

test("docs/rest.md names every call, and none that there is not", () => {
  const told = [...page.matchAll(/^\| `([A-Z]+ \/[^`]*)` \|/gm)].map(([, call]) => call);
  expect(told).toEqual(operations.map(({ method, path: where }) => `${method.toUpperCase()} ${where}`));
});

test("docs/rest.md names every problem with its status", () => {
  const told = [...page.matchAll(/^\| `([a-z_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [code, Number(status)]);
  expect(told).toEqual(Object.entries(problemStatus));
});
