import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { describeEnv } from "#lib/env.ts";

test(".env.example tells what the settings are now (npm run env:example)", () => {
  expect(readFileSync(path.resolve(import.meta.dirname, "../../.env.example"), "utf8")).toBe(describeEnv());
});
