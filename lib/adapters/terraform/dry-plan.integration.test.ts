import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { moduleEnv } from "#lib/env.ts";
import { hasTerraform, moduleFrom } from "#tests/engine/module.ts";
import { dryPlan } from "./dry-plan.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "pao-dry-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const marker = path.join(dataDir, "applied");
const { folder, files } = moduleFrom({
  "main.tf": `
    terraform {
      backend "s3" { bucket = "never-asked" }
    }
    variable "size" {
      type = string
      validation {
        condition     = contains(["small", "large"], var.size)
        error_message = "A size is small or large."
      }
    }
    variable "password" {
      type      = string
      default   = "long enough"
      sensitive = true
      validation {
        condition     = length(var.password) > 3
        error_message = "A password is longer."
      }
    }
    resource "terraform_data" "disk" {
      input = var.size
      provisioner "local-exec" { command = "touch ${marker}" }
    }`,
});
const plan = (variables: { size?: string; password?: string }, signal = new AbortController().signal) => {
  const madeUp = variables.password === undefined ? [] : ["password"];
  return dryPlan({ dataDir, folder, files, variables, madeUp, env: moduleEnv(), signal });
};
const left = () => ({ work: readdirSync(path.join(dataDir, "work")), rest: readdirSync(dataDir).toSorted() });

describe.skipIf(!hasTerraform)("a dry plan", () => {
  test("says what would be made, makes nothing, and leaves neither state nor files", async () => {
    expect(await plan({ size: "small" })).toEqual({ changes: { "terraform_data.disk": "create" } });
    expect(left()).toEqual({ work: [], rest: ["terraform-plugins", "work"] });
  });

  test("says in the author's words what the module does not take", async () => {
    expect(await plan({ size: "huge" })).toMatchObject({
      problem: { sentence: expect.stringMatching(/^modules\/test\/main\.tf:\d+: A size is small or large\.$/) },
    });
    expect(await plan({})).toMatchObject({ problem: { detail: expect.stringContaining("size") } });
    expect(left().work).toEqual([]);
  });

  test("tells what is wrong with what was given from what may only be wrong with what was made up", async () => {
    const size = { sentence: expect.stringContaining("A size is small or large.") };
    const password = { sentence: expect.stringContaining("A password is longer.") };
    expect(await plan({ size: "huge", password: "abcd" })).toMatchObject({ problem: size, doubt: null });
    expect(await plan({ size: "huge", password: "abc" })).toMatchObject({ problem: size, doubt: password });
    expect(await plan({ size: "small", password: "abc" })).toMatchObject({ problem: null, doubt: password });
    expect(await plan({ password: "abcd" })).toMatchObject({ problem: { detail: expect.stringContaining("size") } });
  });

  test("that is not done in time is killed, and leaves nothing either", async () => {
    await expect(plan({ size: "small" }, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
    expect(left()).toEqual({ work: [], rest: ["terraform-plugins", "work"] });
  });
});
