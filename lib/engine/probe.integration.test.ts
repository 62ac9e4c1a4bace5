import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { removeConnection, saveConnection } from "#db/connection.ts";
import { wakeProbe } from "#db/queue.ts";
import { askProbe, loadProbe, type ProbeSubject } from "#db/probe.ts";
import { offering, probe, revision } from "#db/tables.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { ProbeAnswer } from "#lib/core/probe/finding.ts";
import { offeringSchema } from "#lib/core/offering/document.ts";
import { answer } from "./probe.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

let stage: Stage;
const author = { kind: "person", id: "author", name: "Author" } as const;
let count = 0;

beforeAll(async () => {
  stage = await openStage();
  await stage.engine();
});
afterEach(() => stage.clearFaults());
afterAll(() => stage?.end());

async function publish(steps: JsonObject[], inputs: JsonObject = {}): Promise<ProbeSubject> {
  const name = `probed-${++count}`;
  const document = offeringSchema.parse({
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: { name, title: name, summary: name, owner: "data-platform", category: "test" },
    inputs: { type: "object", properties: inputs },
    fulfillment: { steps },
  });
  await stage.db.insert(offering).values({ name, owner: "data-platform", current: 1 });
  const facts = { source: "", digest: name, level: "automated", origin: "file", publishedBy: author } as const;
  await stage.db.insert(revision).values({ offering: name, number: 1, document, ...facts });
  return { offering: name, revision: 1 };
}

async function ask(subject: ProbeSubject): Promise<ProbeAnswer[]> {
  const id = await stage.db.transaction((tx) => askProbe(tx, subject, author));
  await stage.until(async () => Boolean((await loadProbe(stage.db, id))?.answeredAt));
  return (await loadProbe(stage.db, id))?.answers ?? [];
}

const bootstrap = { repository: "acme/db-ops", workflow: "bootstrap.yml" };
const told = (answers: ProbeAnswer[]) =>
  answers.map(({ step, verdict, findings }) => [step, verdict, ...findings.map(({ path }) => path)]);

test("a document whose names are all there outside is fine, and a step with nothing outside is not asked about", async () => {
  const subject = await publish(
    [
      {
        id: "run",
        uses: "github-workflow",
        with: { ...bootstrap, inputs: { host: "${{ inputs.name }}", size: "${{ inputs.size }}" }, keyInput: "pao" },
      },
      { id: "ticket", uses: "jira-issue", with: { project: "DBA", issueType: "task", summary: "x", priority: "High" } },
      { id: "call", uses: "http", with: { method: "POST", path: "/v1/buckets" } },
      { id: "task", uses: "manual", with: { team: "data-platform", instructions: "x" } },
    ],
    { name: { type: "string" }, size: { type: "string", enum: ["small", "large"] } },
  );
  const answers = await ask(subject);
  expect(told(answers)).toEqual(
    [
      ["run", "ok", ""],
      ["ticket", "ok", ""],
      ["call", "ok", ""],
      ["task", "nothing", ""],
    ].map(([step, verdict, ...paths], at) => [step, verdict, ...paths.map(() => `/fulfillment/steps/${at}`)]),
  );
  const calls = [
    ...(await stage.received("jira")),
    ...(await stage.received("github")),
    ...(await stage.received("platform")),
  ];
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter(({ method }) => method !== "GET" && method !== "HEAD")).toEqual([]);
});

const proposal = (more: JsonObject) => ({
  id: "proposal",
  uses: "github-pull-request",
  with: { repository: "acme/deployments", title: "x", files: [{ path: "a.txt", content: "x" }], ...more },
});

test("a pull request is asked for its repository, its base and those who shall review it", async () => {
  const at = "/fulfillment/steps/0";
  const findings = async (more: JsonObject) => told(await ask(await publish([proposal(more)])))[0];
  const fine = { base: "release", reviewers: ["kim"], teamReviewers: ["compute"] };
  expect(await findings(fine)).toEqual(["proposal", "ok", at]);
  expect(await findings({ base: "gone" })).toEqual(["proposal", "problem", `${at}/with/base`]);
  expect(await findings({ repository: "acme/legacy-config" })).toEqual([
    "proposal",
    "problem",
    `${at}/with/repository`,
  ]);
  expect(await findings({ repository: "acme/nowhere" })).toEqual(["proposal", "problem", `${at}/with/repository`]);
  expect(await findings({ reviewers: ["nobody"], teamReviewers: ["nobodies"] })).toEqual([
    "proposal",
    "ok",
    at,
    `${at}/with/reviewers/0`,
    `${at}/with/teamReviewers/0`,
  ]);
  expect(await findings({ base: "${{ request.environment }}", reviewers: "${{ [inputs.who] }}" })).toEqual([
    "proposal",
    "unknown",
    `${at}/with/base`,
    `${at}/with/reviewers`,
  ]);
});

test("what is not there outside is told with its place in the document", async () => {
  const subject = await publish(
    [
      { id: "gone", uses: "github-workflow", with: { ...bootstrap, workflow: "no.yml" } },
      { id: "clock", uses: "github-workflow", with: { repository: "acme/platform", workflow: "nightly.yml" } },
      {
        id: "inputs",
        uses: "github-workflow",
        with: { ...bootstrap, inputs: { hosst: "a", size: "${{ inputs.size }}" }, keyInput: "paoo" },
      },
      { id: "branch", uses: "github-workflow", with: { ...bootstrap, ref: "gone" } },
      {
        id: "several",
        any: [
          {
            if: "${{ request.environment == 'dev' }}",
            uses: "jira-issue",
            with: { project: "NOPE", issueType: "Task", summary: "x" },
          },
          { uses: "jira-issue", with: { project: "DBA", issueType: "Epic", summary: "x" } },
        ],
      },
    ],
    { size: { type: "string", enum: ["small", "huge"] } },
  );
  const at = (n: number, rest: string) => `/fulfillment/steps/${n}${rest}`;
  expect(told(await ask(subject))).toEqual([
    ["gone", "problem", at(0, "/with/workflow")],
    ["clock", "problem", at(1, "/with/workflow")],
    [
      "inputs",
      "problem",
      at(2, "/with/inputs/hosst"),
      at(2, "/with/inputs/size"),
      at(2, "/with/inputs"),
      at(2, "/with/keyInput"),
    ],
    ["branch", "problem", at(3, "/with/ref")],
    ["several", "problem", at(4, "/any/0/with/project"), at(4, "/any/1/with/issueType")],
  ]);
});

test("an outside that is down leaves the question open, and is a problem of a connection that is asked about", async () => {
  const subject = await publish([{ id: "run", uses: "github-workflow", with: bootstrap }]);
  await stage.fault({ target: "github", fault: "error" });
  expect(told(await ask(subject))).toEqual([["run", "unknown", "/fulfillment/steps/0/with/repository"]]);
  const [connection] = await ask({ connection: "github" });
  expect(connection).toMatchObject({ title: "github", verdict: "problem" });
});

test.each([
  ["github", "Signed in as pao-bot."],
  ["jira", "Signed in as PAO."],
  ["platform", "“platform” answers at"],
])("the connection %s works", async (connection, sentence) => {
  const [answer] = await ask({ connection });
  expect(answer).toMatchObject({ verdict: "ok" });
  expect(answer?.findings[0]?.sentence).toContain(sentence);
});

test("a credential that does not open is told with its remedy, of the connection and of a step that goes through it", async () => {
  const damage = sql`overlay(sealed_credential placing 'AAAA' from 30)`;
  const name = "damaged";
  await stage.db.transaction((tx) =>
    saveConnection(tx, {
      name,
      kind: "http",
      baseUrl: stage.sandbox.url,
      settings: {},
      credential: { token: "t" },
    }),
  );
  await stage.db.execute(sql`update connection set sealed_credential = ${damage} where name = ${name}`);
  const call = { id: "call", uses: "http", connection: name, with: { method: "GET", path: "/v1/buckets" } };
  const answers = [...(await ask({ connection: name })), ...(await ask(await publish([call])))];
  await stage.db.transaction((tx) => removeConnection(tx, name));
  expect(answers.map(({ verdict }) => verdict)).toEqual(["problem", "problem"]);
  for (const { findings } of answers)
    expect(findings).toMatchObject([
      { sentence: expect.stringContaining("can't be opened"), remedy: "Restore it from a backup, or enter it again." },
    ]);
});

test("a credential that is refused is told, and kept nowhere", async () => {
  const credential = { token: "a-token-nobody-may-read" };
  await stage.db.transaction((tx) =>
    saveConnection(tx, {
      name: "stale",
      kind: "github",
      baseUrl: `${stage.sandbox.url}/github/api/v3`,
      settings: {},
      credential,
    }),
  );
  const [answer] = await ask({ connection: "stale" });
  expect(answer).toMatchObject({ verdict: "problem", findings: [{ level: "problem" }] });
  expect(JSON.stringify(await stage.db.select().from(probe))).not.toContain(credential.token);
  await stage.db.transaction((tx) => removeConnection(tx, "stale"));
});

test("a connection that is not there is told at the step that names it", async () => {
  const subject = await publish([{ id: "run", uses: "github-workflow", connection: "nobody", with: bootstrap }]);
  expect(told(await ask(subject))).toEqual([["run", "problem", "/fulfillment/steps/0"]]);
});

test("an outside that does not answer leaves its step open in time, and the others are answered", async () => {
  const subject = await publish([
    { id: "slow", uses: "jira-issue", with: { project: "DBA", issueType: "Task", summary: "x" } },
    { id: "quick", uses: "github-workflow", with: { repository: "acme/platform", workflow: "smoke-test.yml" } },
  ]);
  await stage.fault({ target: "jira", fault: "slow", delayMs: 60_000 });
  const id = await askedOf(subject);
  await answer({ db: stage.db, dataDir: "", stopping: new AbortController().signal }, id, 400);
  expect(told((await loadProbe(stage.db, id))?.answers ?? [])).toEqual([
    ["slow", "unknown", "/fulfillment/steps/0/with/project"],
    ["quick", "ok", "/fulfillment/steps/1"],
  ]);
});

test("an engine that stops on the way leaves the probe to another", async () => {
  const subject = await publish([{ id: "run", uses: "github-workflow", with: bootstrap }]);
  const id = await askedOf(subject);
  await expect(
    answer({ db: stage.db, dataDir: "", stopping: AbortSignal.abort(new Error("stops")) }, id),
  ).rejects.toThrow("stops");
  expect(await loadProbe(stage.db, id)).toMatchObject({ answeredAt: null });
  await stage.db.transaction((tx) => wakeProbe(tx, id));
  await stage.until(async () => Boolean((await loadProbe(stage.db, id))?.answeredAt));
  expect(told((await loadProbe(stage.db, id))?.answers ?? [])).toEqual([
    ["run", "problem", "/fulfillment/steps/0/with/inputs"],
  ]);
});

/** Without its wake-up: the test itself plays the engine. */
async function askedOf(subject: ProbeSubject): Promise<string> {
  const [row] = await stage.db
    .insert(probe)
    .values({ ...subject, askedBy: author })
    .returning({ id: probe.id });
  return row?.id ?? "";
}
