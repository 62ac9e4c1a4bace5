import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { pages } from "./fill.ts";

const root = path.resolve(import.meta.dirname, "../..");
const read = (folder: string, name: string) => readFileSync(path.join(root, folder, name), "utf8");
const docs = pages(readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" }))
  .map((name) => read("docs", name))
  .join("\n");

/** Codes as they stand in the rooms where steps run; those that are put together are the adapters' own. */
function codesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .flatMap((name) => [...read(folder, name).matchAll(/\bcode: "([a-z_]+)"/g)].map(([, code = ""]) => code));
}

/** Names that codes begin with, and no codes. */
const beginnings = ["github", "http", "jira"];

test("every code of a step's problem stands in the docs, with what to do", () => {
  const codes = new Set(["lib/engine", "lib/adapters", "lib/core/outcome", "lib/core/plan"].flatMap(codesIn));
  expect(codes).toContain("internal");
  expect([...codes].filter((code) => !beginnings.includes(code) && !docs.includes(`\`${code}\``))).toEqual([]);
});
