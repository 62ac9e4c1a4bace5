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
    resource "terraform_data" "disk" {
      input = var.size
      provisioner "local-exec" { command = "touch ${marker}" }
    }`,
});
const plan = (variables: { size?: string }, signal = new AbortController().signal) =>
  dryPlan({ dataDir, folder, files, variables, env: moduleEnv(), signal });
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

  test("that is not done in time is killed, and leaves nothing either", async () => {
    await expect(plan({ size: "small" }, AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
    expect(left()).toEqual({ work: [], rest: ["terraform-plugins", "work"] });
  });
});
