import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { livingEngines } from "#db/engine.ts";
import { lockRequest } from "#db/request.ts";
import { endRequest } from "#lib/commands/request/ending.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { absent, github } from "#tests/contracts/github.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { spawnEngine } from "#tests/engine/process.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clearFaults());
afterAll(() => stage.end());

const repository = "acme/deployments";
const pull = (name: string, more: JsonObject = {}): JsonObject => ({
  id: "pull",
  uses: "github-pull-request",
  with: {
    repository,
    title: `Deploy ${name}`,
    files: [{ path: `dev/${name}.yaml`, data: { name, replicas: 2 } }],
    ...more,
  },
});

const api = (method: string, path: string, body?: object) =>
  fetch(`${stage.sandbox.url}/github/api/v3/repos/${repository}${path}`, {
    method,
    headers: { authorization: "token sandbox", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const merge = (number: string | undefined) => api("PUT", `/pulls/${number}/merge`, {});
const pullsOf = async (name: string) =>
  stage.db.execute<{
    number: number;
    head: string;
    state: string;
    labels: string[];
    reviewers: string[];
    teams: string[];
    body: string;
  }>(
    sql`select number, head, state, labels, reviewers, teams, body from sandbox.github_pull where title = ${`Deploy ${name}`} order by number`,
  );
const branchesOf = async (request: number) =>
  stage.db.execute<{ name: string; sha: string }>(
    sql`select name, sha from sandbox.git_branch where name like ${`pao/req-${request}-%`} order by name`,
  );
const sent = async (path: string, text: string) =>
  (await stage.received("github")).filter(
    ({ method, path: at, body }) => method === "POST" && at.endsWith(path) && JSON.stringify(body).includes(text),
  );
/** The number of the pull request that a step waits for. */
const opened = async (number: number) => {
  await stage.until(async () => (await stage.step(number, "pull")).reference !== null);
  return (await stage.step(number, "pull")).reference?.data?.["number"];
};
const problemOf = async (number: number) => (await stage.step(number, "pull")).problem;

const lost = (path: string) => ({
  target: "github",
  when: { method: "POST", path },
  fault: "drop-after-effect",
  times: 1,
});

const slow = (path: string, delayMs: number) => ({ ...lost(path), fault: "slow", delayMs });

test("when an engine is killed while it opens the pull request, another goes on, and there is one", async () => {
  const child = spawnEngine(stage.url);
  await stage.until(async () => (await livingEngines(stage.db)).length > 0);
  await stage.fault(slow("/pulls", 1500));
  const number = await stage.order([pull("killed")]);
  await stage.until(async () => (await sent("/pulls", "Deploy killed")).length > 0);
  child.kill("SIGKILL");
  await once(child, "exit");
  await stage.engine();
  await merge(await opened(number));
  await stage.requestReaches(number, "completed");
  expect(await pullsOf("killed")).toHaveLength(1);
  expect(await branchesOf(number)).toHaveLength(1);
});

test("whichever answer is lost, the rest is made and nothing twice", async () => {
  const paths = ["/git/refs", "/git/trees", "/pulls", "/requested_reviewers", "/labels"];
  for (const path of paths) await stage.fault(lost(path));
  const more = { labels: ["dev"], reviewers: ["kim"] };
  const names = paths.map((path) => `lost${path.replaceAll("/", "-")}`);
  const numbers = await Promise.all(names.map((name) => stage.order([pull(name, more)])));
  for (const [at, number] of numbers.entries()) {
    await merge(await opened(number));
    await stage.requestReaches(number, "completed");
    expect(await pullsOf(names[at] ?? "")).toEqual([expect.objectContaining(more)]);
    expect(await branchesOf(number)).toHaveLength(1);
  }
});

test("what is cancelled while it is being opened asks nobody for a review and gets no labels, and is closed", async () => {
  await stage.fault(slow("/pulls", 700));
  const number = await stage.order([pull("unwanted", { labels: ["dev"], reviewers: ["kim"] })]);
  await stage.until(async () => (await sent("/pulls", "Deploy unwanted")).length > 0);
  const actor = { kind: "system", id: "engine", name: "PAO" } as const;
  await stage.db.transaction(async (tx) => {
    const row = await lockRequest(tx, number);
    if (row) await endRequest(tx, row, { actor, door: "engine", ending: "cancel" });
  });
  await stage.requestReaches(number, "aborted");
  expect(await pullsOf("unwanted")).toEqual([expect.objectContaining({ labels: [], reviewers: [], state: "closed" })]);
});

test("a pull request that was merged before its answer could be read is taken as merged", async () => {
  await stage.fault(lost("/pulls"));
  const number = await stage.order([pull("quick")]);
  await stage.until(async () => (await pullsOf("quick")).length > 0);
  await merge(String((await pullsOf("quick"))[0]?.number));
  const [branch] = await branchesOf(number);
  await api("DELETE", `/git/refs/heads/${branch?.name}`);
  await stage.requestReaches(number, "completed");
  expect(await pullsOf("quick")).toHaveLength(1);
});

test.concurrent("from the answers to a merged file: one commit, one pull request, and its outputs for the next step", async () => {
  const number = await stage.order([
    pull("orders", {
      body: "For **dev**.",
      commitMessage: "Deploy orders\n\nWith two replicas.",
      reviewers: ["kim", "nobody"],
      teamReviewers: ["compute"],
      labels: ["deployment", "dev"],
    }),
    {
      id: "note",
      uses: "http",
      with: {
        method: "POST",
        path: "/v1/notes",
        body: { name: "pull", commit: "${{ steps.pull.outputs.commit }}" },
        idempotent: true,
      },
    },
  ]);
  const id = await opened(number);
  expect(await stage.stepReaches(number, "pull", "waiting")).toBe("waiting");
  const [made] = await pullsOf("orders");
  expect(made).toMatchObject({
    head: expect.stringMatching(new RegExp(`^pao/req-${number}-pull-[0-9a-f]{12}$`)),
    labels: ["deployment", "dev"],
    reviewers: ["kim"],
    teams: ["compute"],
    body: expect.stringMatching(
      /^For \*\*dev\*\*\.\n\n---\nOpened by PAO for \[REQ-\d+\]\(http:\/\/127\.0\.0\.1:3000\/requests\/REQ-\d+\)\.\n\n<!-- pao-[0-9a-f]{12} -->$/,
    ),
  });
  await merge(id);
  await stage.requestReaches(number, "completed");
  const { outputs, reference } = await stage.step(number, "pull");
  expect(outputs).toEqual({
    url: `${stage.sandbox.url}/github/${repository}/pull/${id}`,
    number: Number(id),
    branch: made?.head,
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  expect(reference).toMatchObject({
    kind: "pull_request",
    id: `${repository}#${id}`,
    data: { repository, number: id, status: "merged" },
  });
  const file = (await (await api("GET", "/contents/dev%2Forders.yaml")).json()) as { content: string };
  expect(Buffer.from(file.content, "base64").toString()).toBe("name: orders\nreplicas: 2\n");
  expect((await stage.received("platform")).at(-1)?.body).toMatchObject({ commit: outputs["commit"] });
  const notes = await stage.notes(number);
  expect(notes[0]).toMatch(
    /^pull request #\d+ is ready to be merged; nobody can't be asked to review: Reviews may only/,
  );
});

test.concurrent("closed without a merge it has failed, and a retry opens another one", async () => {
  const number = await stage.order([pull("closed", { branch: "deploy-closed" })]);
  const id = await opened(number);
  await api("PATCH", `/pulls/${id}`, { state: "closed" });
  await stage.requestReaches(number, "failed");
  expect(await stage.step(number, "pull")).toMatchObject({
    problem: { code: "github_pull_closed", sentence: `Pull request #${id} was closed without being merged.` },
    effectEnded: true,
  });
  await stage.retry(number, "pull");
  await stage.until(
    async () => ![undefined, id].includes((await stage.step(number, "pull")).reference?.data?.["number"]),
  );
  expect((await pullsOf("closed")).map(({ head }) => head)).toEqual(["deploy-closed", "deploy-closed-2"]);
});

test.concurrent("what is so already is completed without a pull request", async () => {
  const files = [
    {
      path: "dev/cart.yaml",
      content:
        "# One file for each service: what runs, and how often.\nname: cart\nimage: registry.shop.example/cart:1.4.0\nreplicas: 1\n",
    },
    { path: "dev/gone.yaml", mode: "delete" },
  ];
  const number = await stage.order([pull("same", { files })]);
  await stage.requestReaches(number, "completed");
  expect(await stage.notes(number)).toContain("nothing to change: main has it already");
  const { outputs } = await stage.step(number, "pull");
  expect(outputs).toEqual({ url: expect.stringContaining("/commit/"), branch: "main", commit: expect.any(String) });
  expect(await pullsOf("same")).toEqual([]);
});

test.concurrent("a conflict is told while it waits", async () => {
  const content = (text: string) => ({ files: [{ path: "dev/contested.yaml", content: text }] });
  const first = await stage.order([pull("contested a", content("a: 1\n"))]);
  const second = await stage.order([pull("contested b", content("b: 1\n"))]);
  await opened(second);
  await merge(await opened(first));
  await stage.until(async () => (await stage.step(second, "pull")).reference?.data?.["status"] === "dirty");
  expect((await stage.notes(second)).at(-1)).toMatch(/has conflicts with main, which somebody resolves in GitHub$/);
});

test.concurrent("a script stays one that can be run, and a file is removed", async () => {
  const files = [
    { path: "scripts/check.sh", content: "#!/bin/sh\nexit 0\n", mode: "replace" },
    { path: "prod/cart.yaml", mode: "delete" },
  ];
  const number = await stage.order([pull("scripts", { files })]);
  await merge(await opened(number));
  await stage.requestReaches(number, "completed");
  const [tree] = (await stage.received("github")).filter(
    ({ path, body }) => path.endsWith("/git/trees") && JSON.stringify(body).includes("check.sh"),
  );
  expect(tree?.body?.["tree"]).toEqual([
    expect.objectContaining({ path: "scripts/check.sh", mode: "100755" }),
    expect.objectContaining({ path: "prod/cart.yaml", sha: null }),
  ]);
});

const one = (path: string, mode: string) => ({ files: [{ path, content: "x\n", mode }] });
const refusals: readonly [promise: string, more: JsonObject, code: string, words: string][] = [
  [
    "a file that is there",
    one("README.md", "create"),
    "github_file_there",
    "In acme/deployments, README.md is a file already.",
  ],
  [
    "a file that is missing",
    one("no.md", "replace"),
    "github_file_missing",
    "there is no no.md that could be replaced",
  ],
  ["a folder in the place of a file", one("dev", "upsert"), "github_file_there", "dev is no plain file already"],
  [
    "a file in the place of a folder",
    one("README.md/x", "upsert"),
    "github_file_there",
    "README.md is no folder already",
  ],
  ["a base that is not there", { base: "gone" }, "github_unknown_base", "has no branch gone to merge into"],
  ["somebody else's branch", { branch: "main" }, "github_branch_taken", "there is a branch main already"],
  [
    "a branch that the rules forbid",
    { branch: "release/9" },
    "github_rules",
    "Cannot create ref due to creations being restricted.",
  ],
  ["an archived repository", { repository: "acme/legacy-config" }, "github_archived", "acme/legacy-config is archived"],
  [
    "a repository that is not there",
    { repository: "acme/nowhere" },
    "github_not_found",
    "GitHub knows no repository acme/nowhere",
  ],
];
test.concurrent.each(refusals)("%s is told plainly, and nothing was opened", async (name, more, code, words) => {
  const number = await stage.order([pull(name, more)]);
  await stage.requestReaches(number, "failed");
  const problem = await problemOf(number);
  expect(problem?.code).toBe(code);
  expect(problem?.sentence).toContain(words);
  expect(problem?.remedy).toBeTruthy();
  expect(await pullsOf(name)).toEqual([]);
});

test("everything PAO sends to GitHub fits GitHub's own description", async (context) => {
  const contract = await github();
  if (!contract) return context.skip(absent);
  const calls = (await stage.received("github")).map(({ method, path, body }) => ({
    method,
    path: path.replace(/^\/github\/api\/v3/, ""),
    ...(body === null ? {} : { body }),
  }));
  expect(calls.some(({ path }) => path.endsWith("/requested_reviewers"))).toBe(true);
  for (const exchange of calls.filter(({ path }) => !path.includes("/git/refs/heads/")))
    expect({ exchange, wrong: contract.validateRequest(exchange) }).toEqual({ exchange, wrong: [] });
});
