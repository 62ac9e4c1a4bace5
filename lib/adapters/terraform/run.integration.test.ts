import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { moduleEnv } from "#lib/env.ts";
import { hasTerraform, moduleFrom } from "#tests/engine/module.ts";
import { type Job, type Ports, runTerraform } from "./run.ts";
import { existing } from "./state.ts";
import type { Effect, StateStore } from "./store.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "pao-run-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Kept extends StateStore {
  state: string | null;
  noted: Effect | null;
}

function memory(): Kept {
  const kept: Kept = {
    state: null,
    noted: null,
    take: async () => null,
    keep: async () => true,
    release: async () => {},
    read: async () => kept.state,
    write: async (next) => void (kept.state = next),
    effect: async () => kept.noted,
    noteEffect: async (effect) => void (kept.noted = effect),
    noteBegun: async (address) => void kept.noted?.begun.push(address),
    settle: async () => {},
    forgetEffect: async () => void (kept.noted = null),
  };
  return kept;
}

const { folder, files } = moduleFrom({
  "main.tf": `
    variable "name" {
      type = string
      validation {
        condition     = !endswith(var.name, "-")
        error_message = "A name ends with a letter or digit."
      }
    }
    resource "terraform_data" "storage" {
      provisioner "local-exec" {
        when    = destroy
        command = "echo 'Erasing'"
      }
    }
    # Its id is random: a password that nobody chose.
    resource "terraform_data" "password" {}
    resource "terraform_data" "database" {
      input      = var.name
      depends_on = [terraform_data.storage]
      provisioner "local-exec" {
        environment = { HOST = var.name }
        command     = "echo \\"Starting $HOST\\""
      }
    }
    output "host" { value = terraform_data.database.output }
    output "password" {
      value     = terraform_data.password.id
      sensitive = true
    }`,
});

const job: Job = {
  holder: { run: "run", request: "REQ-1", step: "it" },
  workspace: "w",
  effectKey: "key",
  mode: "apply",
  resumes: false,
  dataDir,
  folder,
  files,
  variables: { name: "orders" },
};

const portsTo = (store: StateStore): Ports => ({
  store,
  env: moduleEnv(),
  log: () => {},
  aboutToMake: async () => {},
  signal: new AbortController().signal,
});

const run = (store: StateStore, given: Partial<Job> = {}, more: Partial<Ports> = {}) =>
  runTerraform({ ...job, ...given }, { ...portsTo(store), ...more });

describe.skipIf(!hasTerraform)("a run", () => {
  test("applies a module, keeps what it made, and removes it again", async () => {
    const store = memory();
    const lines: string[] = [];
    const log = (text: string) => void lines.push(text);
    const made = await run(store, {}, { log });
    expect(made).toMatchObject({ how: "completed", changed: 3, outputs: { host: "orders" } });
    expect(lines).toContain("terraform_data.database: Starting orders");
    expect(lines.join("\n")).toContain("(3 of 3 done)");
    const once = lines.filter((line) => /to be created$|^Plan:|^Apply complete/.test(line));
    expect(once).toHaveLength(5);
    expect(new Set(once).size).toBe(5);
    const password = made.how === "completed" ? made.outputs["password"] : undefined;
    expect(typeof password === "string" && !lines.join("\n").includes(password)).toBe(true);
    expect(store.noted).toMatchObject({ key: "key", begun: expect.arrayContaining(["terraform_data.database"]) });
    expect(await run(store)).toMatchObject({ how: "completed", changed: 0, outputs: { password } });
    const shown = await run(store, { mode: "plan" });
    const names = ["database", "password", "storage"];
    const changes = Object.fromEntries(names.map((name) => [`terraform_data.${name}`, "delete"]));
    expect(shown).toEqual({ how: "planned", changes });
    const { "terraform_data.storage": _, ...confirmed } = changes;
    expect(await run(store, { mode: "destroy", confirmed })).toMatchObject({
      how: "refused",
      problem: {
        code: "terraform_unconfirmed",
        sentence: expect.stringContaining("terraform_data.storage came since"),
      },
    });
    expect(existing(store.state)).toHaveLength(3);
    const destroyed = await run(store, { mode: "destroy", confirmed: changes }, { log });
    expect(destroyed).toMatchObject({ how: "completed", changed: 3, outputs: {} });
    expect(lines).toContain("terraform_data.storage: Erasing");
    expect(existing(store.state)).toEqual([]);
    expect(await run(store, { mode: "plan", files: {} })).toEqual({ how: "planned", changes: {} });
    expect(await run(store, { mode: "destroy", files: {} })).toMatchObject({ how: "completed", changed: 0 });
    expect(readdirSync(path.join(dataDir, "work"))).toEqual([]);
  });

  test("tells in the author's words which answer a module does not take", async () => {
    const lines: string[] = [];
    const log = (text: string) => void lines.push(text);
    const refused = await run(memory(), { variables: { name: "orders-" } }, { log });
    expect(refused).toMatchObject({
      how: "refused",
      problem: {
        sentence: expect.stringMatching(/^modules\/test\/main\.tf:\d+: A name ends with a letter or digit\.$/),
      },
    });
    expect(lines.filter((line) => line.startsWith("Plan:"))).toEqual([]);
  });

  test("changes nothing when the step is another engine's by then", async () => {
    const store = memory();
    const refuse = () => Promise.reject(new Error("not ours"));
    await expect(run(store, {}, { aboutToMake: refuse })).rejects.toThrow("not ours");
    expect(existing(store.state)).toEqual([]);
  });

  test("that resumes tells what the run before has made, and what is left", async () => {
    const store = memory();
    const lines: string[] = [];
    const log = (text: string) => void lines.push(text);
    await run(store);
    expect(await run(store, { resumes: true }, { log })).toMatchObject({ how: "completed", changed: 0, before: 3 });
    expect(lines.toSorted()).toEqual([
      "Nothing is left to do.",
      "terraform_data.database: created by the run before",
      "terraform_data.password: created by the run before",
      "terraform_data.storage: created by the run before",
    ]);
    const changes = Object.fromEntries(
      ["database", "password", "storage"].map((one) => [`terraform_data.${one}`, "delete"]),
    );
    const gone = { ...memory(), noted: { key: "key", changes, begun: [] } };
    gone.effect = async () => gone.noted;
    expect(await run(gone, { mode: "destroy", resumes: true })).toMatchObject({ changed: 0, before: 3 });
    expect(await run(gone, { mode: "destroy" })).toMatchObject({ changed: 0, before: 0 });
  });

  test("that resumes applies what had not begun, and leaves the rest to a person", async () => {
    const store = memory();
    const changes = Object.fromEntries(
      ["storage", "password", "database"].map((name) => [`terraform_data.${name}`, "create"]),
    );
    store.noted = { key: "key", changes, begun: ["terraform_data.storage"] };
    expect(await run(store, { resumes: true })).toMatchObject({
      how: "differs",
      problem: { detail: "Planned now: terraform_data.storage (create)." },
    });
    expect(existing(store.state)).toEqual([]);
    store.noted = { key: "key", changes, begun: [] };
    expect(await run(store, { resumes: true })).toMatchObject({ how: "completed", changed: 3 });
  });
});
