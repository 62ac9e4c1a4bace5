import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { keep } from "./keep.ts";

const logs = mkdtempSync(path.join(tmpdir(), "pao-keep-"));
afterAll(() => rmSync(logs, { recursive: true }));

test("three deaths within a minute end all, with the reason", async () => {
  const words = ["--input-type=module", "-e", 'throw new Error("the schema is broken")'];
  const reason = await new Promise<string>((resolve) =>
    keep({ name: "engine", words, environment: process.env }, { logs, giveUp: resolve }),
  );
  expect(reason).toMatch(
    /^engine ended by itself \(code 1\) for the third time within a minute: Error: the schema is broken\./,
  );
  expect(readFileSync(path.join(logs, "engine.log"), "utf8").match(/^Error: the schema is broken/gm)).toHaveLength(3);
}, 20_000);
