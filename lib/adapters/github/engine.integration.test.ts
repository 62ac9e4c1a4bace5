import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveConnection } from "#db/connection.ts";
import { livingEngines } from "#db/engine.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { absent, github } from "#tests/contracts/github.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { spawnEngine } from "#tests/engine/process.ts";

/** For a state; so many wait for their runs beside each other. */
const patience = 110_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(undefined, undefined, patience);
  await stage.engine({ concurrency: 8 });
});
afterAll(() => stage.end());

function run(workflow: string, more: JsonObject = {}, repository = "acme/db-ops"): JsonObject {
  return {
    id: "run",
    uses: "github-workflow",
    connection: "github",
    with: { repository, workflow, keyInput: "pao", ...more },
  };
}
const bootstrap = (host: string, more: JsonObject = {}, inputs: JsonObject = {}) =>
  run("bootstrap.yml", { inputs: { host, ...inputs }, ...more });
const deploy = (service: string, repository: string) => run("deploy.yml", { inputs: { service } }, repository);

const runsOf = async (what: string, on = stage) =>
  on.db.execute<{ id: string }>(
    sql`select id from sandbox.github_run where ${what} in (inputs->>'host', inputs->>'service')`,
  );
const logOf = async (number: number) =>
  (await stage.db.execute<{ text: string }>(sql`select text from log_line where request = ${number} order by id`)).map(
    ({ text }) => text,
  );
/** A fault that strikes one test's dispatch, and nobody else's. */
const strike = (path: string, fault: JsonObject) =>
  stage.fault({ target: "github", when: { method: "POST", path: `${path}/dispatches` }, times: 1, ...fault });
const lost = { fault: "drop-after-effect" };

const connect = (name: string, credential: Record<string, string>) =>
  stage.db.transaction((tx) =>
    saveConnection(tx, {
      name,
      kind: "github",
      baseUrl: `${stage.sandbox.url}/github/api/v3`,
      settings: {},
      credential,
    }),
  );

describe.concurrent("a run", { timeout: 120_000 }, () => {
  test("when an engine is killed in the middle of a dispatch, another goes on, and there is one run", async () => {
    const own = await openStage(undefined, undefined, patience);
    const child = spawnEngine(own.url);
    try {
      const dispatches = async () =>
        (await own.received("github")).filter(
          ({ method, body }) => method === "POST" && JSON.stringify(body).includes("killed-db"),
        );
      await own.until(async () => (await livingEngines(own.db)).length > 0);
      await own.fault({ target: "github", when: { method: "POST" }, fault: "slow", delayMs: 3000, times: 1 });
      const number = await own.order([bootstrap("killed-db")]);
      await own.until(async () => (await dispatches()).length > 0);
      child.kill("SIGKILL");
      await once(child, "exit");
      await own.engine();
      await own.requestReaches(number, "completed");
      expect(await runsOf("killed-db", own)).toHaveLength(1);
      expect(await dispatches()).toHaveLength(1);
    } finally {
      child.kill("SIGKILL");
      await own.end();
    }
  });

  test("a run is followed job by job to its end, and what it printed feeds the next step", async () => {
    const outputs = { schema: { type: "string", title: "Schema" }, most: { type: "integer", from: "connections" } };
    const number = await stage.order([
      bootstrap("orders-db", { outputs }, { migrations: 3 }),
      {
        id: "note",
        uses: "http",
        with: {
          method: "POST",
          path: "/v1/notes",
          body: { name: "n1", schema: "${{ steps.run.outputs.schema }}", most: "${{ steps.run.outputs.most }}" },
          idempotent: true,
        },
      },
    ]);
    await stage.requestReaches(number, "completed");
    const step = await stage.step(number, "run");
    expect(step.reference).toMatchObject({
      kind: "run",
      url: expect.stringContaining("/github/acme/db-ops/actions/runs/"),
    });
    expect(step.outputs).toEqual({ schema: "app_v3", most: 40, run: step.reference?.id, url: step.reference?.url });
    const note = (await stage.received("platform")).find(({ path }) => path === "/platform/v1/notes");
    expect(note?.body).toEqual({ name: "n1", schema: "app_v3", most: 40 });
    const log = await logOf(number);
    expect(log).toEqual(
      expect.arrayContaining([
        "Job prepare started",
        "Job migrate succeeded",
        expect.stringMatching(/^ {2}✓ Apply 3 migrations/),
      ]),
    );
    expect(new Set(log.filter((line) => line.startsWith("Job"))).size).toBe(
      log.filter((line) => line.startsWith("Job")).length,
    );
    const notes = await stage.notes(number);
    expect(notes.filter((note) => note.endsWith("is running"))).toHaveLength(1);
  });

  test("outputs are read from the artifact, also inside of it and in their own types", async () => {
    const outputs = { keyId: { type: "string", from: "/key/id" }, rotated: { type: "boolean" } };
    const number = await stage.order([
      run("rotate-keys.yml", { inputs: { account: "svc", environment: "prod" }, outputs }),
    ]);
    await stage.requestReaches(number, "completed");
    const { reference, outputs: read } = await stage.step(number, "run");
    expect(read).toMatchObject({ keyId: `key-${reference?.id}`, rotated: true });
  });

  test("a run that fails names job and step, shows the end of its log, and a retry begins another one", async () => {
    const number = await stage.order([run("fails.yml")]);
    await stage.requestReaches(number, "failed");
    const failed = await stage.step(number, "run");
    expect(failed.problem).toMatchObject({
      code: "github_run_failure",
      sentence: expect.stringMatching(/^Run \d+ of fails\.yml failed in job “check”, step “Look at the quota”\.$/),
      detail: expect.stringContaining("40 of 40 cores are in use\nError: Process completed with exit code 1."),
    });
    expect(failed.effectEnded).toBe(true);
    await stage.retry(number, "run");
    await stage.until(
      async () => ![null, failed.reference?.id].includes((await stage.step(number, "run")).reference?.id),
    );
    await stage.requestReaches(number, "failed");
  });

  test("an output that the run does not yield is named", async () => {
    const number = await stage.order([bootstrap("mute-db", { outputs: { port: { type: "integer", title: "Port" } } })]);
    await stage.requestReaches(number, "failed");
    expect((await stage.step(number, "run")).problem).toMatchObject({
      code: "github_output_missing",
      sentence: expect.stringMatching(/did not yield Port\.$/),
    });
  });

  test("a run whose start was not confirmed is found by its name, never begun twice", async () => {
    await strike("acme/platform/actions/workflows/deploy.yml", lost);
    const number = await stage.order([deploy("lost", "acme/platform")]);
    await stage.requestReaches(number, "completed");
    expect(await runsOf("lost")).toHaveLength(1);
    expect(await logOf(number)).toContainEqual(
      expect.stringMatching(/^Found run \d+, which an earlier attempt began\.$/),
    );
  });

  test("without a keyInput nobody can tell whether it began, so a person says", async () => {
    await strike("smoke-test.yml", lost);
    const number = await stage.order([
      {
        id: "run",
        uses: "github-workflow",
        connection: "github",
        with: { repository: "acme/platform", workflow: "smoke-test.yml" },
      },
    ]);
    await stage.stepReaches(number, "run", "uncertain");
    const { problem } = await stage.step(number, "run");
    expect(problem?.code).toBe("effect_unknown");
    expect(problem?.remedy).toMatch(/^Look for a run of smoke-test.yml in acme\/platform /);
  });

  test("asked to slow down, it tries again after the time it was told", async () => {
    // A connection of its own: whoever goes through one that was asked to slow down waits.
    await connect("limited", { token: "sandbox" });
    await strike("acme/checkout/actions/workflows/deploy.yml", { fault: "rate-limit", retryAfterSeconds: 3 });
    const number = await stage.order([{ ...deploy("limited", "acme/checkout"), connection: "limited" }]);
    await stage.requestReaches(number, "completed");
    expect((await stage.notes(number))[0]).toMatch(/^trying again in [345] s, second of five$/);
    expect(await runsOf("limited")).toHaveLength(1);
  });

  const refusals: readonly [promise: string, step: JsonObject, code: string, words: string][] = [
    [
      "an input it does not know",
      bootstrap("a", {}, { colour: "red" }),
      "github_inputs",
      'Unexpected inputs provided: ["colour"]',
    ],
    ["a missing input", run("bootstrap.yml"), "github_inputs", "Required input 'host' not provided"],
    ["a branch that is not there", bootstrap("a", { ref: "gone" }), "github_unknown_ref", "No ref found for: gone"],
    [
      "a workflow that is not there",
      run("no.yml"),
      "github_not_found",
      "GitHub knows no workflow no.yml in acme/db-ops, or hides it from the connection.",
    ],
  ];
  test.each(refusals)("%s is told in GitHub's words, and nothing was made", async (_, step, code, words) => {
    const number = await stage.order([step]);
    await stage.requestReaches(number, "failed");
    const { problem } = await stage.step(number, "run");
    expect(problem?.code).toBe(code);
    expect(problem?.sentence).toContain(words);
  });

  test("a run that somebody cancels is failed, and has ended", async () => {
    const number = await stage.order([bootstrap("stopped-db")]);
    await stage.until(async () => (await stage.step(number, "run")).reference !== null);
    const id = (await stage.step(number, "run")).reference?.id;
    await fetch(`${stage.sandbox.url}/github/api/v3/repos/acme/db-ops/actions/runs/${id}/cancel`, {
      method: "POST",
      headers: { authorization: "Bearer sandbox" },
    });
    await stage.requestReaches(number, "failed");
    expect(await stage.step(number, "run")).toMatchObject({
      problem: { code: "github_run_cancelled" },
      effectEnded: true,
    });
  });

  test("a GitHub App signs in with its key, and asks for one token only", async () => {
    const page = await (await fetch(`${stage.sandbox.url}/github/app`)).text();
    const privateKey = /-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/.exec(page)?.[0] ?? "";
    const credential = {
      token: "",
      appId: "40001",
      installationId: "50001",
      privateKey: privateKey.replaceAll("\n", " "),
    };
    await connect("app", credential);
    const number = await stage.order([{ ...bootstrap("app-db"), connection: "app" }]);
    await stage.requestReaches(number, "completed");
    expect((await stage.received("github")).filter(({ path }) => path.endsWith("/access_tokens"))).toHaveLength(1);
    expect(await stage.everythingKept()).not.toContain(privateKey.split("\n")[1]);
  });
});

test("everything PAO sends to GitHub fits GitHub's own description", async (context) => {
  const contract = await github();
  if (!contract) return context.skip(absent);
  const sent = (await stage.received("github")).map(({ method, path, body }) => ({
    method,
    path: path.replace(/^\/github\/api\/v3/, ""),
    ...(body === null ? {} : { body }),
  }));
  expect(sent.some(({ path }) => path.endsWith("/dispatches"))).toBe(true);
  for (const exchange of sent.filter(({ path }) => !path.includes("/workflows/") || !path.includes("no.yml")))
    expect({ exchange, wrong: contract.validateRequest(exchange) }).toEqual({ exchange, wrong: [] });
});
