import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { absent, github } from "./github.ts";
import { startSandbox, type TestSandbox } from "./sandbox.ts";

let sandbox: TestSandbox;
const contract = await github();

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.close());

const actions = "/repos/acme/db-ops/actions";
const bootstrap = `${actions}/workflows/bootstrap.yml`;
const rotate = `${actions}/workflows/rotate-keys.yml`;
const inputs = { host: "orders-db", size: "small", fail: "false", pao: "REQ-1" };

type Call = readonly [promise: string, method: string, path: string, status: number, body?: unknown];

/** In this order: later calls see what earlier ones made. A request that is wrong on purpose is not itself validated. */
const walk: readonly Call[] = [
  ["whoever the token belongs to is named", "GET", "/user", 200],
  ["an installation's repositories are listed", "GET", "/installation/repositories?per_page=1", 200],
  ["a repository is read", "GET", "/repos/acme/db-ops", 200],
  ["a repository that is not there is missing", "GET", "/repos/acme/gone", 404],
  ["workflows are listed", "GET", `${actions}/workflows`, 200],
  ["a workflow is read", "GET", bootstrap, 200],
  ["a workflow's file is read", "GET", "/repos/acme/db-ops/contents/.github%2Fworkflows%2Fbootstrap.yml?ref=main", 200],
  ["a file that is not there is missing", "GET", "/repos/acme/db-ops/contents/.github%2Fworkflows%2Fno.yml", 404],
  [
    "a run is dispatched and named",
    "POST",
    `${bootstrap}/dispatches`,
    200,
    { ref: "main", inputs, return_run_details: true },
  ],
  [
    "a run is dispatched",
    "POST",
    `${rotate}/dispatches`,
    204,
    { ref: "main", inputs: { account: "a", environment: "prod" } },
  ],
  ["runs are listed", "GET", `${actions}/runs?event=workflow_dispatch&branch=main&per_page=2`, 200],
  ["runs of a workflow are listed", "GET", `${bootstrap}/runs?event=workflow_dispatch`, 200],
  ["a run is read", "GET", `${actions}/runs/9000001`, 200],
  ["jobs are listed", "GET", `${actions}/runs/9000001/jobs?filter=latest`, 200],
  ["artifacts are listed", "GET", `${actions}/runs/9000002/artifacts?name=pao-outputs`, 200],
  ["a run is cancelled", "POST", `${actions}/runs/9000001/cancel`, 202],
  ["a cancelled run is read", "GET", `${actions}/runs/9000001`, 200],
  ["a cancelled run's jobs are listed", "GET", `${actions}/runs/9000001/jobs`, 200],
  ["a run that has ended can't be cancelled", "POST", `${actions}/runs/9000001/cancel`, 409],
  ["a run is run again", "POST", `${actions}/runs/9000001/rerun`, 201],
];

async function call(method: string, path: string, body: unknown, token = "sandbox") {
  const response = await fetch(`${sandbox.url}/github/api/v3${path.replaceAll("%2F", "/")}`, {
    method,
    headers: { authorization: `token ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, answer, headers: response.headers };
}

describe("the stand-in for GitHub answers as GitHub describes", () => {
  for (const [promise, method, path, status, body] of walk) {
    test(`${promise} (${method} ${status})`, async (ctx) => {
      const given = await call(method, path, body);
      expect(given).toMatchObject({ status });
      expect(given.headers.get("x-ratelimit-remaining")).toMatch(/^\d+$/);
      if (contract === undefined) return ctx.skip(absent);
      const exchange = { method, path, body };
      const wrong = [
        ...contract.validateRequest(exchange),
        ...contract.validateResponse(exchange, given.status, given.answer),
      ];
      expect(wrong).toEqual([]);
    });
  }

  test("a run that has ended is read with all its jobs and artifacts", async (ctx) => {
    await vi.waitFor(
      async () =>
        expect((await call("GET", `${actions}/runs/9000002`, undefined)).answer).toMatchObject({ status: "completed" }),
      15_000,
    );
    if (contract === undefined) return ctx.skip(absent);
    for (const path of ["", "/jobs", "/artifacts"]) {
      const exchange = { method: "GET", path: `${actions}/runs/9000002${path}` };
      const given = await call("GET", exchange.path, undefined);
      expect(contract.validateResponse(exchange, given.status, given.answer)).toEqual([]);
    }
  });

  test("every call without the right token is refused with 401", async () => {
    for (const [, method, path, , body] of walk) {
      const given = await call(method, path, body, "guess");
      expect(given).toMatchObject({ status: 401, answer: { message: "Bad credentials", status: "401" } });
    }
  });
});

describe("a dispatch is refused in GitHub's words", () => {
  const refusals: readonly [body: unknown, message: string][] = [
    [{ ref: "main", inputs: { ...inputs, colour: "red" } }, 'Unexpected inputs provided: ["colour"]'],
    [{ ref: "main", inputs: { size: "small" } }, "Required input 'host' not provided"],
    [
      { ref: "main", inputs: { host: "a", size: "huge" } },
      "Provided value 'huge' for input 'size' not in the list of allowed values",
    ],
    [{ ref: "gone", inputs }, "No ref found for: gone"],
    [{ inputs }, 'Invalid request.\n\n"ref" wasn\'t supplied.'],
  ];
  test.each(refusals)("%j", async (body, message) => {
    const given = await call("POST", `${bootstrap}/dispatches`, body);
    expect(given).toMatchObject({ status: 422, answer: { message } });
  });

  test("a workflow that is started by the clock alone, and one that is not there", async () => {
    const nightly = await call("POST", "/repos/acme/platform/actions/workflows/nightly.yml/dispatches", {
      ref: "main",
    });
    expect(nightly).toMatchObject({
      status: 422,
      answer: { message: "Workflow does not have 'workflow_dispatch' trigger" },
    });
    expect((await call("POST", `${actions}/workflows/no.yml/dispatches`, { ref: "main" })).status).toBe(404);
  });
});
