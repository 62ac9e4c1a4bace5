import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Database, openDatabase, type Transaction } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { loadEvents } from "#db/event.ts";
import { saveModules } from "#db/module.ts";
import { insertRequest, loadRequest, loadSteps, type Order } from "#db/request.ts";
import { membership, offering, person, project, revision, team } from "#db/tables.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { RequestState, StepState } from "#lib/core/lifecycle/states.ts";
import { type Offering, offeringSchema } from "#lib/core/offering/document.ts";
import { compilePlan } from "#lib/core/plan/compile.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import { type Engine, type EngineOptions, startEngine } from "#lib/engine/start.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "#lib/sandbox/sandbox.ts";
import { type FreshDatabase, freshDatabase } from "#tests/database.ts";
import { complete, retry } from "./command.ts";
import { closeIssue, mergePull } from "./people.ts";

/** A database, a sandbox and any number of engines of one test file. */
export interface Stage {
  db: Database;
  url: string;
  sandbox: Sandbox;
  engine(options?: Partial<EngineOptions>): Promise<Engine>;
  order(steps: JsonObject[], more?: OrderMore): Promise<number>;
  orderDocument(document: Offering, more: OrderMore): Promise<number>;
  requestReaches(number: number, ...states: RequestState[]): Promise<RequestState>;
  stepReaches(number: number, id: string, ...states: StepState[]): Promise<StepState>;
  step(number: number, id: string): Promise<Awaited<ReturnType<typeof loadSteps>>[number]>;
  notes(number: number): Promise<string[]>;
  fault(fault: JsonObject): Promise<void>;
  clearFaults(): Promise<void>;
  received(target: "jira" | "github" | "platform"): Promise<Received[]>;
  /** Moves an issue as a person would. */
  close(key: string, resolution?: string, fields?: JsonObject): Promise<void>;
  /** Merges a pull request as a person would. */
  merge(reference: Reference): Promise<void>;
  /** A person's retry. */
  retry(number: number, id: string): Promise<void>;
  /** A person's "done" to a task. */
  complete(number: number, id: string, outputs?: JsonObject): Promise<void>;
  /** Keys of the issues with this summary. */
  issues(summary: string): Promise<string[]>;
  /** All rows in which a secret must not be found. */
  everythingKept(): Promise<string>;
  until(holds: () => Promise<boolean>): Promise<void>;
  end(): Promise<void>;
}

export interface Received {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: JsonObject | null;
}

export interface OrderMore {
  inputs?: JsonObject;
  schema?: JsonObject;
  secrets?: Record<string, Json>;
  outputs?: JsonObject;
  environment?: "dev" | "prod";
  /** The modules that its steps run. */
  modules?: readonly ModuleBundle[];
  /** Another request's resource, to work on the same. */
  resource?: string;
}

const requester = { kind: "person", id: "dev", name: "Dev" } as const;

/** On a database of its own, or on one that is given. Tests that run beside each other wait longer for a state. */
export async function openStage(
  given?: FreshDatabase,
  webhooks?: SandboxOptions["webhooks"],
  withinMs = 25_000,
): Promise<Stage> {
  const fresh = given ?? (await freshDatabase());
  const opened = openDatabase(fresh.url);
  const sandbox = await createSandbox({
    databaseUrl: fresh.url,
    port: 0,
    lagMs: 300,
    mainUrl: "http://127.0.0.1:3000",
    ...(webhooks === undefined ? {} : { webhooks }),
  });
  const { db } = opened;
  await seed(db, sandbox.url);
  const engines: Engine[] = [];
  const dataDir = mkdtempSync(path.join(tmpdir(), "pao-stage-"));
  let offerings = 0;
  const stage: Stage = {
    db,
    url: fresh.url,
    sandbox,
    engine: async (options = {}) => {
      const engine = await startEngine({ ...engineOptions(fresh), dataDir, ...options });
      engines.push(engine);
      return engine;
    },
    order: (steps, more = {}) => placeOrder(db, documentOf(`test-${++offerings}`, steps, more), more),
    orderDocument: (document, more) => placeOrder(db, document, more),
    requestReaches: (number, ...states) => reach(async () => (await loadRequest(db, number))?.state, states, withinMs),
    stepReaches: (number, id, ...states) => reach(async () => (await stage.step(number, id)).state, states, withinMs),
    step: async (number, id) => {
      const found = (await loadSteps(db, number)).find((step) => step.id === id);
      if (!found) throw new Error(`No step ${id}`);
      return found;
    },
    notes: async (number) =>
      (await loadEvents(db, number)).flatMap(({ body }) => (body.type === "step" && body.note ? [body.note] : [])),
    fault: (fault) => control(sandbox, "POST", "/control/faults", fault).then(() => {}),
    clearFaults: () => control(sandbox, "DELETE", "/control/faults").then(() => {}),
    received: async (target) => {
      const answer = await control(sandbox, "GET", `/control/received?target=${target}`);
      const { received } = (await answer.json()) as { received: Received[] };
      return received;
    },
    close: (key, resolution, fields) => closeIssue(sandbox, key, resolution, fields),
    merge: ({ data }) => mergePull(sandbox, data?.["repository"] ?? "", data?.["number"] ?? ""),
    retry: (number, id) => retry(opened, number, id),
    complete: (number, id, outputs = {}) => complete(opened, number, id, outputs),
    issues: async (summary) => {
      const rows = await db.execute<{ key: string }>(
        sql`select project || '-' || number as key from sandbox.issue where fields->>'summary' = ${summary}`,
      );
      return rows.map(({ key }) => key);
    },
    everythingKept: async () => {
      const tables = ["request", "step", "attempt", "event", "log_line", "resource", "terraform_state"];
      const kept = await Promise.all(tables.map((table) => db.execute(sql`select * from ${sql.identifier(table)}`)));
      return JSON.stringify(kept);
    },
    until: (holds) => reach(async () => ((await holds()) ? "yes" : "no"), ["yes"], withinMs).then(() => {}),
    end: async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
      await sandbox.close();
      await opened.close();
      await fresh.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

function engineOptions(fresh: FreshDatabase): Omit<EngineOptions, "dataDir"> {
  return {
    databaseUrl: fresh.url,
    concurrency: 4,
    baseUrl: "http://127.0.0.1:3000",
    version: "test",
    longestPauseSeconds: 1,
    graceMs: 500,
  };
}

async function seed(db: Database, sandboxUrl: string): Promise<void> {
  await db.insert(team).values([
    { name: "checkout", title: "Checkout" },
    { name: "data-platform", title: "Data platform" },
  ]);
  await db.insert(project).values({ name: "checkout", title: "Checkout", team: "checkout" });
  await db.insert(person).values({ id: "dev", name: "Dev" });
  await db.insert(membership).values({ person: "dev", team: "checkout", role: "member" });
  await db.transaction(async (tx) => {
    await saveConnection(tx, {
      name: "jira",
      kind: "jira",
      baseUrl: `${sandboxUrl}/jira`,
      settings: {},
      credential: { email: "pao@sandbox.example", token: "sandbox" },
    });
    await saveConnection(tx, {
      name: "github",
      kind: "github",
      baseUrl: `${sandboxUrl}/github/api/v3`,
      settings: {},
      credential: { token: "sandbox" },
    });
    await saveConnection(tx, {
      name: "platform",
      kind: "http",
      baseUrl: `${sandboxUrl}/platform`,
      settings: {},
      credential: { token: "sandbox" },
    });
  });
}

async function placeOrder(db: Database, document: Offering, more: OrderMore): Promise<number> {
  const { name } = document.metadata;
  const { inputs = {}, secrets = {}, environment: where = "dev", modules: bundles = [], resource } = more;
  const modules = Object.fromEntries(bundles.map((bundle) => [bundle.folder, bundle]));
  const context = { requester: "dev", team: "checkout", project: "checkout", environment: where, vars: {} };
  const plan = compilePlan({ offering: document, revision: 1, operation: "create", inputs, context, modules });
  const order: Order = {
    offering: name,
    revision: 1,
    operation: "create",
    project: "checkout",
    environment: where,
    team: "checkout",
    requester,
    person: "dev",
    door: "rest",
    title: null,
    inputs,
    secrets,
    plan,
    planHash: "test",
    ...(resource === undefined ? {} : { resource }),
  };
  return db.transaction(async (tx) => {
    await publish(tx, document, bundles);
    return (await insertRequest(tx, order)).number;
  });
}

async function publish(tx: Transaction, document: Offering, bundles: readonly ModuleBundle[]): Promise<void> {
  await saveModules(tx, bundles);
  const modules = Object.fromEntries(bundles.map(({ folder, digest }) => [folder, digest]));
  const { name, owner } = document.metadata;
  const facts = { source: "", digest: name, level: "automated", origin: "file", publishedBy: requester } as const;
  await tx.insert(offering).values({ name, owner, current: 1 }).onConflictDoNothing();
  await tx
    .insert(revision)
    .values({ offering: name, number: 1, document, modules, ...facts })
    .onConflictDoNothing();
}

function documentOf(name: string, steps: JsonObject[], more: OrderMore): Offering {
  return offeringSchema.parse({
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: { name, title: name, summary: name, owner: "data-platform", category: "test" },
    inputs: more.schema ?? { type: "object", properties: {} },
    fulfillment: { steps },
    outputs: more.outputs ?? {},
  });
}

/** Waits for a state, and names the one it got stuck in. */
async function reach<T extends string>(
  read: () => Promise<T | undefined>,
  wanted: readonly T[],
  withinMs: number,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const state = await read();
    if (state !== undefined && wanted.includes(state)) return state;
    if (Date.now() > end) throw new Error(`Still ${state}, not ${wanted.join(" or ")}.`);
    await pause(20);
  }
}

function control({ url }: Sandbox, method: string, path: string, body?: JsonObject): Promise<Response> {
  return fetch(url + path, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  });
}
