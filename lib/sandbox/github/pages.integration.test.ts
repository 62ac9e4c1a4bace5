import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSandbox, type Sandbox } from "#lib/sandbox/sandbox.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
let sandbox: Sandbox;
let run: string;

beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await createSandbox({
    databaseUrl: database.url,
    port: 0,
    lagMs: 60_000,
    mainUrl: "http://localhost:3000",
  });
  const answer = await api("POST", "/actions/workflows/fails.yml/dispatches", {
    ref: "main",
    return_run_details: true,
  });
  run = ((await answer.json()) as { html_url: string }).html_url;
});
afterAll(async () => {
  await sandbox?.close();
  await database?.drop();
});

function api(method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: "token sandbox", "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(`${sandbox.url}/github/api/v3/repos/acme/db-ops${path}`, { method, headers, ...sent });
}

test("who asks for another host is answered nothing of it, whatever they may press", async () => {
  const { hostname, port } = new URL(sandbox.url);
  const asked = request({ hostname, port, path: "/control/faults", headers: { host: `evil.example:${port}` } }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(421);
  expect((await fetch(`${sandbox.url}/control/faults`)).status).toBe(200);
});

test("a run's page shows jobs, steps and what they printed, and can begin it again", async () => {
  const page = async () => (await fetch(run)).text();
  await vi.waitFor(async () => expect(await page()).toContain("Run it again"), 10_000);
  for (const text of ["SANDBOX", "Look at the quota", "40 of 40 cores are in use", "Skipped"])
    expect(await page()).toContain(text);
});

test.each(["/github", "/github/app", "/github/acme/db-ops", "/github/acme/db-ops/actions/workflows/fails.yml"])(
  "%s is a page that says that it is no real thing",
  async (path) => {
    const answer = await fetch(sandbox.url + path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Nothing here is real");
  },
);

test("a new run is in no list before the lag is over, and yet can be read", async () => {
  expect(await (await api("GET", "/actions/runs")).json()).toEqual({ total_count: 0, workflow_runs: [] });
  expect((await api("GET", `/actions/runs/${run.split("/").at(-1)}`)).status).toBe(200);
});

test("a log's address is good only with its signature", async () => {
  const { jobs } = (await (await api("GET", `/actions/runs/${run.split("/").at(-1)}/jobs`)).json()) as {
    jobs: { id: number }[];
  };
  const answer = await api("GET", `/actions/jobs/${jobs[0]?.id}/logs`);
  expect(await answer.text()).toContain("40 of 40 cores are in use");
  expect((await fetch(`${sandbox.url}/github/downloads/acme/db-ops/jobs/${jobs[0]?.id}?sig=guess`)).status).toBe(403);
});
