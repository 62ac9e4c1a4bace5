import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { moduleEnv } from "#lib/env.ts";
import { readModules } from "#lib/commands/offering/modules.ts";
import { hasTerraform } from "#tests/engine/module.ts";
import { type Job, type Ports, runTerraform } from "./run.ts";
import { existing } from "./state.ts";
import type { Effect, Holder, StateStore } from "./store.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "pao-run-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const modules = await readModules(path.resolve(import.meta.dirname, "../../../offerings"));

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
  };
  return kept;
}

const holder: Holder = { run: "run", request: "REQ-1", step: "it" };
const common = { name: "orders", team: "checkout", environment: "dev" };

function run(folder: string, variables: Job["variables"], store: StateStore, more: Partial<Job & Ports> = {}) {
  const job = { holder, workspace: "w", effectKey: "key", mode: "apply", resumes: false, dataDir, folder } as const;
  const ports: Ports = {
    store,
    env: moduleEnv(),
    log: more.log ?? (() => {}),
    aboutToMake: more.aboutToMake ?? (async () => {}),
    signal: new AbortController().signal,
  };
  const files = modules.get(folder)?.files ?? {};
  return runTerraform({ ...job, files, variables, mode: more.mode ?? "apply", resumes: more.resumes ?? false }, ports);
}

describe.skipIf(!hasTerraform)("a shipped module", () => {
  test("of PostgreSQL is applied, kept as it is, and removed again", async () => {
    const store = memory();
    const lines: string[] = [];
    const given = { ...common, replica: true };
    const made = await run("modules/postgres", given, store, { log: (text) => lines.push(text) });
    expect(made).toMatchObject({
      how: "completed",
      changed: 5,
      outputs: {
        host: "checkout-orders-dev.db.internal.example",
        port: 5432,
        password: expect.stringMatching(/^\w{32}$/),
      },
    });
    expect(lines).toContain("terraform_data.database: Starting checkout-orders-dev.db.internal.example");
    expect(lines.join("\n")).toMatch(/\(5 of 5 done\)/);
    const password = made.how === "completed" ? made.outputs["password"] : undefined;
    expect(typeof password === "string" && lines.join("\n").includes(password)).toBe(false);
    expect(await run("modules/postgres", given, store)).toMatchObject({ how: "completed", changed: 0 });
    expect(await run("modules/postgres", given, store, { mode: "destroy" })).toMatchObject({
      how: "completed",
      outputs: {},
    });
    expect(existing(store.state)).toEqual([]);
    expect(readdirSync(path.join(dataDir, "work"))).toEqual([]);
  });

  test("of a container service says which answer it does not take", async () => {
    const refused = await run("modules/container-service", { ...common, image: "a/b:latest" }, memory());
    expect(refused.how).toBe("refused");
    if (refused.how !== "refused") return;
    expect(refused.problem.sentence).toMatch(
      /^modules\/container-service\/variables\.tf:\d+: Invalid value for variable\.$/,
    );
    expect(refused.problem.detail).toContain("a rollback needs to know what ran");
  });

  test("of a container service is applied", async () => {
    const given = { ...common, image: "registry.example:5000/a/b:1.2", secrets: { TOKEN: "hunter2" } };
    const store = memory();
    expect(await run("modules/container-service", given, store)).toMatchObject({
      how: "completed",
      outputs: { url: "https://checkout-orders-dev.internal.example", replicas: 2 },
    });
    expect(store.state).not.toContain("hunter2");
  });

  test("changes nothing when the step is another engine's by then", async () => {
    const store = memory();
    const refuse = () => Promise.reject(new Error("not ours"));
    await expect(run("modules/postgres", common, store, { aboutToMake: refuse })).rejects.toThrow("not ours");
    expect(existing(store.state)).toEqual([]);
  });
});
