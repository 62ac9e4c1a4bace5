import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveConnection } from "#db/connection.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";

/*
 * A GitHub that is not ours. What it does otherwise than GitHub: it opens a second pull request for a branch and one without
 * commits, finds no conflicts, and merges by taking the head's files. So it shows that PAO makes nothing twice by itself.
 */
let stage: Stage;
let emulator: Emulator;
let lossy: Server;
let url = "";
/** The answers that get lost, once each: method and end of the path. */
const losing = new Set<string>();

beforeAll(async () => {
  const github = {
    users: [{ login: "kim" }, { login: "sam" }],
    repos: [{ owner: "sam", name: "deployments", auto_init: true }],
  };
  emulator = await createEmulator({
    service: "github",
    port: await freePort(),
    seed: { tokens: { token: { login: "sam", scopes: ["repo"] } }, github },
  });
  lossy = createServer((request, response) => void forward(request.url ?? "/", request, response)).listen(
    0,
    "127.0.0.1",
  );
  await once(lossy, "listening");
  url = `http://127.0.0.1:${portOf(lossy)}`;
  stage = await openStage();
  await stage.db.transaction((tx) =>
    saveConnection(tx, { name: "other", kind: "github", baseUrl: url, settings: {}, credential: { token: "token" } }),
  );
  await stage.engine();
});
afterAll(async () => {
  await stage?.end();
  lossy?.close();
  await emulator?.close();
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** It can't choose one by itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

type Handler = NonNullable<Parameters<typeof createServer>[1]>;

/** Passes everything on, and loses the answers it is told to. */
async function forward(path: string, request: Parameters<Handler>[0], response: Parameters<Handler>[1]): Promise<void> {
  const { method = "GET", headers } = request;
  const body = await buffer(request);
  const sent = {
    authorization: headers.authorization ?? "",
    "content-type": headers["content-type"] ?? "application/json",
  };
  const answer = await fetch(emulator.url + path, {
    method,
    headers: sent,
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  const text = await answer.text();
  const lost = [...losing].find(
    (one) => `${method} ${path}`.endsWith(one.slice(one.indexOf("/"))) && one.startsWith(method),
  );
  if (lost === undefined)
    return void response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  losing.delete(lost);
  request.socket.destroy();
}

async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = { authorization: "token token", "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${emulator.url}/repos/sam/deployments${path}`, { method, headers, ...sent });
  return (await answer.json()) as T;
}

interface Listed {
  number: number;
  title: string;
  head: { ref: string };
  requested_reviewers: { login: string }[];
}
const pullsOf = async (title: string) =>
  (await api<Listed[]>("GET", "/pulls?state=all&per_page=100")).filter((pull) => pull.title === title);

const pull = (title: string, more: JsonObject = {}): JsonObject => ({
  id: "pull",
  uses: "github-pull-request",
  connection: "other",
  with: {
    repository: "sam/deployments",
    title,
    files: [{ path: `dev/${title}.yaml`, data: { name: title } }],
    reviewers: ["kim"],
    labels: ["dev"],
    ...more,
  },
});
const opened = async (number: number) => {
  await stage.until(async () => {
    const { state, problem, reference } = await stage.step(number, "pull");
    if (state === "failed") throw new Error(JSON.stringify(problem));
    return reference !== null;
  });
  return (await stage.step(number, "pull")).reference?.data?.["number"];
};

test.each([
  ["every answer is lost once", ["POST /git/refs", "POST /git/commits", "POST /pulls", "POST /requested_reviewers"]],
  ["nothing is lost", []],
])("one pull request is opened, reviewed and merged when %s", async (promise, lost) => {
  const title = promise.replaceAll(/\W+/g, "-");
  for (const each of lost) losing.add(each);
  const number = await stage.order([pull(title)]);
  const id = await opened(number);
  expect([...losing]).toEqual([]);
  await stage.until(async () => (await pullsOf(title))[0]?.requested_reviewers.length === 1);
  await api("PUT", `/pulls/${id}/merge`, {});
  await stage.requestReaches(number, "completed");
  expect(await pullsOf(title)).toHaveLength(1);
  const branches = await api<{ ref: string }[]>("GET", `/git/matching-refs/heads/pao/req-${number}-`);
  expect(branches).toHaveLength(1);
  const file = await api<{ content: string }>("GET", `/contents/dev/${title}.yaml?ref=main`);
  expect(Buffer.from(file.content, "base64").toString()).toContain("name: ");
});

test.concurrent("closed without a merge it has failed", async () => {
  const number = await stage.order([pull("closed")]);
  await api("PATCH", `/pulls/${await opened(number)}`, { state: "closed" });
  await stage.requestReaches(number, "failed");
  expect((await stage.step(number, "pull")).problem?.code).toBe("github_pull_closed");
});

test.concurrent("the same files once more are nothing to change", async () => {
  const files = [{ path: "README.md", content: "# changed\n" }];
  const first = await stage.order([pull("readme", { files })]);
  await api("PUT", `/pulls/${await opened(first)}/merge`, {});
  await stage.requestReaches(first, "completed");
  const second = await stage.order([pull("readme again", { files })]);
  await stage.requestReaches(second, "completed");
  expect(await pullsOf("readme again")).toEqual([]);
});
