import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { absent, github } from "./github.ts";
import { startSandbox, type TestSandbox } from "./sandbox.ts";

let sandbox: TestSandbox;
const contract = await github();

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.close());

const repo = "/repos/acme/deployments";
const kept: Record<string, string> = {};
const blob = { path: "dev/orders.yaml", mode: "100644", type: "blob", content: "name: orders\n" };

interface Call {
  promise: string;
  method: string;
  path: () => string;
  status: number;
  body?: () => unknown;
  /** What later calls need of the answer. */
  keep?: [name: string, ...path: string[]];
}

/** In this order: later calls see what earlier ones made. */
const walk: readonly Call[] = [
  { promise: "a repository is read", method: "GET", path: () => repo, status: 200 },
  {
    promise: "a branch is read",
    method: "GET",
    path: () => `${repo}/git/ref/heads%2Fmain`,
    status: 200,
    keep: ["main", "object", "sha"],
  },
  {
    promise: "a commit is read",
    method: "GET",
    path: () => `${repo}/git/commits/${kept["main"]}`,
    status: 200,
    keep: ["tree", "tree", "sha"],
  },
  { promise: "a tree is read", method: "GET", path: () => `${repo}/git/trees/${kept["tree"]}`, status: 200 },
  { promise: "a file is read", method: "GET", path: () => `${repo}/contents/dev%2Fcart.yaml?ref=main`, status: 200 },
  {
    promise: "a tree is made",
    method: "POST",
    path: () => `${repo}/git/trees`,
    status: 201,
    body: () => ({
      base_tree: kept["tree"],
      tree: [blob, { ...blob, path: "prod/cart.yaml", content: undefined, sha: null }],
    }),
    keep: ["new", "sha"],
  },
  {
    promise: "a commit is made",
    method: "POST",
    path: () => `${repo}/git/commits`,
    status: 201,
    body: () => ({ message: "Add orders", tree: kept["new"], parents: [kept["main"]] }),
    keep: ["commit", "sha"],
  },
  ...["topic", "other"].map((name) => ({
    promise: "a branch is made",
    method: "POST",
    path: () => `${repo}/git/refs`,
    status: 201,
    body: () => ({ ref: `refs/heads/${name}`, sha: kept["commit"] }),
  })),
  {
    promise: "a pull request is opened",
    method: "POST",
    path: () => `${repo}/pulls`,
    status: 201,
    body: () => ({ title: "Add orders", body: "By hand", head: "topic", base: "main" }),
  },
  {
    promise: "reviews are asked for",
    method: "POST",
    path: () => `${repo}/pulls/1/requested_reviewers`,
    status: 201,
    body: () => ({ reviewers: ["kim"], team_reviewers: ["compute"] }),
  },
  {
    promise: "labels are put on",
    method: "POST",
    path: () => `${repo}/issues/1/labels`,
    status: 200,
    body: () => ({ labels: ["deployment"] }),
  },
  {
    promise: "pull requests are listed",
    method: "GET",
    path: () => `${repo}/pulls?head=acme:topic&state=all`,
    status: 200,
  },
  { promise: "an open pull request is read", method: "GET", path: () => `${repo}/pulls/1`, status: 200 },
  {
    promise: "a pull request is closed",
    method: "PATCH",
    path: () => `${repo}/pulls/1`,
    status: 200,
    body: () => ({ state: "closed" }),
  },
  {
    promise: "a pull request is reopened",
    method: "PATCH",
    path: () => `${repo}/pulls/1`,
    status: 200,
    body: () => ({ state: "open" }),
  },
  {
    promise: "a pull request is merged",
    method: "PUT",
    path: () => `${repo}/pulls/1/merge`,
    status: 200,
    body: () => ({}),
  },
  { promise: "a merged pull request is read", method: "GET", path: () => `${repo}/pulls/1`, status: 200 },
  { promise: "a branch is removed", method: "DELETE", path: () => `${repo}/git/refs/heads%2Ftopic`, status: 204 },
];

async function call(method: string, path: string, body?: unknown) {
  const response = await fetch(`${sandbox.url}/github/api/v3${path}`, {
    method,
    headers: { authorization: "token sandbox", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, answer };
}

const inside = (value: unknown, part: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;

describe("the stand-in for GitHub keeps files and pull requests as GitHub describes", () => {
  for (const { promise, method, path, status, body, keep } of walk) {
    test(`${promise} (${method} ${status})`, async (ctx) => {
      const exchange = { method, path: path(), body: body?.() };
      const given = await call(method, exchange.path, exchange.body);
      expect(given).toMatchObject({ status });
      if (keep) kept[keep[0]] = String(keep.slice(1).reduce(inside, given.answer));
      if (contract === undefined) return ctx.skip(absent);
      const wrong = [
        ...contract.validateRequest(JSON.parse(JSON.stringify(exchange)) as typeof exchange),
        ...contract.validateResponse(exchange, given.status, given.answer),
      ];
      expect(wrong).toEqual([]);
    });
  }

  test("files and trees are named as git itself names them", async () => {
    // As git hash-object and git write-tree have it for the same files.
    expect(kept["tree"]).toBe("d892b65c4fb25a92b1d3ade348207232c6f80f44");
    const { answer } = await call("GET", `${repo}/contents/README.md`);
    expect(answer).toMatchObject({ sha: "a9cdf7f44230a6b8a9a7052643fc4d9fdfbdc9c9" });
  });

  test("what was merged is on the base, and what was removed is gone", async () => {
    expect((await call("GET", `${repo}/contents/dev/orders.yaml`)).status).toBe(200);
    expect((await call("GET", `${repo}/contents/prod/cart.yaml`)).status).toBe(404);
  });
});

describe("a pull request is refused in GitHub's words", () => {
  const pull = (more: object) => ({ title: "Again", head: "late", base: "main", ...more });
  const custom = (message: string) => ({
    message: "Validation Failed",
    errors: [{ resource: "PullRequest", code: "custom", message }],
  });
  const refusals: readonly [method: string, path: string, body: unknown, status: number, answer: object][] = [
    ["POST", `${repo}/pulls`, pull({ head: "other" }), 422, custom("No commits between main and other")],
    ["POST", `${repo}/pulls`, pull({ base: "gone" }), 422, { errors: [{ field: "base", code: "invalid" }] }],
    ["POST", `${repo}/git/refs`, { ref: "refs/heads/release/1", sha: "" }, 422, { message: "Object does not exist" }],
    ["POST", "/repos/acme/legacy-config/pulls", pull({}), 403, { message: "Repository was archived so is read-only." }],
    ["PUT", `${repo}/pulls/1/merge`, {}, 405, { message: "Pull Request is not mergeable" }],
    [
      "POST",
      `${repo}/pulls/1/requested_reviewers`,
      { reviewers: ["pao-bot"] },
      422,
      { message: "Review cannot be requested from pull request author." },
    ],
  ];
  test.each(refusals)("%s %s %j", async (method, path, body, status, answer) => {
    expect(await call(method, path, body)).toMatchObject({ status, answer });
  });
});
