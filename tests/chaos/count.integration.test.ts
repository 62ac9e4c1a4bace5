import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { countAll } from "./count.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pao-count-"));
const applied = path.join(folder, "applied");
let stage: Stage;
let sql: Sql;
beforeAll(async () => {
  stage = await openStage();
  sql = postgres(stage.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await stage.end();
  rmSync(folder, { recursive: true, force: true });
});

const told = {
  struck: new Map(),
  doings: { done: new Map(), reasons: new Map(), uncertain: 0 },
  stall: { seconds: 0, what: "nothing" },
  seconds: 1,
};

async function put(address: string, authorization: string, body: object): Promise<void> {
  const headers = { authorization, "content-type": "application/json" };
  const answer = await fetch(stage.sandbox.url + address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}

const issue = {
  fields: { project: { key: "DBA" }, issuetype: { name: "Task" }, summary: "Twice", labels: ["pao-0123456789ab"] },
};

test("an effect that happened twice is seen in every stand-in and in what Terraform made, and one that happened once is not", async () => {
  for (const _ of ["once", "twice"]) {
    await put("/jira/rest/api/3/issue", `Basic ${btoa("pao@sandbox.example:sandbox")}`, issue);
    await put("/platform/v1/entries", "Bearer sandbox", { key: "c1-one" });
    await put("/github/api/v3/repos/acme/platform/actions/workflows/deploy.yml/dispatches", "token sandbox", {
      ref: "main",
      inputs: { service: "s", pao: "REQ-1 pao-0123456789ab" },
    });
  }
  await put("/platform/v1/entries", "Bearer sandbox", { key: "c2-one" });
  writeFileSync(applied, "c3\nc4\nc3\n");
  const { duplicated, effects } = await countAll(sql, applied, { ...told, accepted: [] });
  expect(duplicated.toSorted()).toEqual([
    "apply c3: 2 times",
    "entry c1-one: 2 times",
    "issue pao-0123456789ab: 2 times",
    "run REQ-1 pao-0123456789ab: 2 times",
    "run of a request REQ-1: 2 times",
  ]);
  expect(effects).toMatchObject({ entry: 2, apply: 2 });
});

test("a request is lost when it was accepted and is not there, was never accepted and is, or has not come to an end", async () => {
  writeFileSync(applied, "");
  const schema = { type: "object", properties: { key: { type: "string" } } };
  const step = { id: "one", uses: "http", with: { method: "GET", path: "/v1/entries" } };
  const known = await stage.order([step], { schema, inputs: { key: "c1" } });
  const unknown = await stage.order([step], { schema, inputs: { key: "c2" } });
  const accepted = [
    { number: known, key: "c1", offering: "a" },
    { number: 77, key: "c3", offering: "b" },
  ];
  const lost = async () => (await countAll(sql, applied, { ...told, accepted })).lost;
  expect(await lost()).toEqual([
    "REQ-77 (b) was accepted and is not there",
    `REQ-${unknown} was never accepted and is there`,
    ...[known, unknown].map((number) => expect.stringContaining(`REQ-${number} is still submitted: one pending`)),
  ]);
  await stage.engine();
  for (const number of [known, unknown]) await stage.requestReaches(number, "completed");
  expect(await lost()).toHaveLength(2);
});
