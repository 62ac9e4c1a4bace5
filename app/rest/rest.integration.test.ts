import { afterAll, beforeAll, expect, test } from "vitest";
import fc from "fast-check";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Issue } from "#lib/core/problem.ts";
import type { CatalogView, OfferingView, PlanView } from "#lib/views/catalog/shape.ts";
import type { RequestPage, RequestView } from "#lib/views/request/shape.ts";
import { signIn } from "#lib/commands/session/sign-in.ts";
import { signOut } from "#lib/commands/session/sign-out.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read, type Sent } from "#tests/rest.ts";
import * as catalog from "../api/v1/catalog/route.ts";
import * as offering from "../api/v1/catalog/[name]/route.ts";
import * as plan from "../api/v1/catalog/[name]/plan/route.ts";
import * as connections from "../api/v1/connections/route.ts";
import * as me from "../api/v1/me/route.ts";
import * as requests from "../api/v1/requests/route.ts";
import * as request from "../api/v1/requests/[number]/route.ts";
import * as cancel from "../api/v1/requests/[number]/cancel/route.ts";
import * as escalate from "../api/v1/requests/[number]/escalate/route.ts";
import * as abort from "../api/v1/requests/[number]/abort/route.ts";
import * as events from "../api/v1/requests/[number]/events/route.ts";
import * as log from "../api/v1/requests/[number]/log/route.ts";
import * as validate from "../api/v1/tools/validate/route.ts";
import * as nothing from "../api/[[...rest]]/route.ts";
import { sessionCookie, writeSessionCookie } from "../auth.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterAll(() => portal.close());

const order = {
  offering: "access-grant",
  project: "checkout",
  environment: "dev",
  inputs: { name: "orders", reason: "x" },
};
const place = async (more: Sent = {}) => call(requests.POST, { user: "developer", body: order, ...more });

async function problem(response: Response, status: number, code: string) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.status).toBe(status);
  const body = await read<{ issues: Issue[]; detail: string }>(response);
  expect(body).toMatchObject({ status, code, type: `urn:pao:problem:${code}` });
  expect(body.detail).not.toBe("");
  return body;
}

test("an order is answered with 201 and its number, and is there to be read", async () => {
  const response = await place();
  expect(response.status).toBe(201);
  const { number, state } = await read<RequestView>(response);
  expect(number).toMatch(/^REQ-\d+$/);
  expect(state).toBe("submitted");
  const view = await read<RequestView>(call(request.GET, { user: "developer", params: { number } }));
  expect(view).toMatchObject({
    number,
    offering: "access-grant",
    inputs: { name: "orders", size: "small" },
    // Whichever token of theirs it was.
    requester: { kind: "person", id: "developer", name: "Demo developer" },
    may: { abort: true },
  });
  expect(view.steps.map((step) => step.id)).toEqual(["grant", "tell"]);
  expect(view.answers).toContainEqual({ path: "/reason", title: "Reason", text: "••••••", secret: true });
  expect(JSON.stringify(view)).not.toContain('"x"');
});

test("the same Idempotency-Key gives the same request, with another body a 409", async () => {
  const headers = { "idempotency-key": "rest-1" };
  const first = await read(place({ headers }));
  const second = await place({ headers });
  expect(second.status).toBe(201);
  expect(await read(second)).toEqual(first);
  await problem(await place({ headers, body: { ...order, environment: "test" } }), 409, "conflict");
  await problem(await place({ headers: { "idempotency-key": "with blanks" } }), 400, "malformed");
});

test("a revision or plan that would no longer run is a 409", async () => {
  await problem(await place({ body: { ...order, revision: 9 } }), 409, "stale");
  await problem(await place({ body: { ...order, planHash: "0".repeat(64) } }), 409, "stale");
  await problem(await place({ body: { ...order, planHash: "zz" } }), 422, "invalid");
});

test("the plan is a dry run, and the order takes its hash", async () => {
  const { offering: name, ...rest } = order;
  const { hash, steps, decision } = await read<PlanView>(
    call(plan.POST, { user: "developer", params: { name }, body: rest }),
  );
  expect({ steps: steps.length, answer: decision.answer }).toEqual({ steps: 2, answer: "allow" });
  expect((await place({ body: { ...order, planHash: hash } })).status).toBe(201);
});

test("an offering is read with its document and its text", async () => {
  const view = await read<OfferingView & { source: string }>(
    call(offering.GET, { user: "developer", params: { name: "access-grant" } }),
  );
  expect(view).toMatchObject({
    name: "access-grant",
    revision: 1,
    document: { kind: "Offering" },
    level: "ticket",
    blocked: null,
    limits: [],
  });
  expect(view.source).toContain("kind: Offering");
  await problem(await call(offering.GET, { user: "developer", params: { name: "search-index" } }), 404, "not_found");
});

test("the catalog shows an actor what is offered to them", async () => {
  const names = async (user: "developer" | "manager", query = "") =>
    (await read<CatalogView>(call(catalog.GET, { user, query }))).items.map((item) => item.name);
  expect(await names("developer")).toEqual(["access-grant"]);
  expect(await names("manager", "?sort=name")).toEqual(["access-grant", "search-index"]);
  expect(await names("manager", "?text=iam")).toEqual(["access-grant"]);
  expect(await names("manager", "?limit=1&cursor=1&sort=name")).toEqual(["search-index"]);
});

test("a request is cancelled through its door, once, and what did not fail is not escalated", async () => {
  const params = { number: (await read<RequestView>(place())).number };
  const body = { step: "grant" };
  await problem(await call(escalate.POST, { user: "developer", params, body }), 409, "conflict");
  const answer = await call(cancel.POST, { user: "developer", params, body: { reason: "not needed" } });
  expect(await read(answer)).toEqual({ ...params, left: [] });
  const { detail } = await problem(await call(cancel.POST, { user: "developer", params, body: {} }), 409, "conflict");
  expect(detail).toMatch(/^Sandbox token of Demo developer cancelled the request \d+ s ago\./);
});

test("a document is checked with line and column", async () => {
  const body = { source: "kind: Offering\nmetadata: {" };
  const { issues } = await read<{ issues: Issue[] }>(call(validate.POST, { user: "developer", body }));
  expect(issues[0]).toMatchObject({ severity: "error", line: 2 });
});

test("a document that is checked may name a module that lies in the folder, published or not", async () => {
  await portal.write("modules/grant/main.tf", "");
  const step = "    - id: made\n      uses: terraform\n      with: { module: modules/grant }\n";
  const source = manualOffering.replace("  steps:\n", `  steps:\n${step}`);
  const { issues } = await read<{ issues: Issue[] }>(call(validate.POST, { user: "developer", body: { source } }));
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("without a token, with a wrong or a revoked session there is nothing to see", async () => {
  await problem(await call(me.GET), 401, "unauthenticated");
  await problem(await call(me.GET, { token: "nonsense" }), 401, "unauthenticated");
  await problem(await call(me.GET, { headers: { authorization: "Basic abc" } }), 401, "unauthenticated");
  const nobody = { actor: null, door: "browser" as const };
  const signedIn = await signIn(nobody, { provider: "sandbox", user: "developer" });
  const session = signedIn.ok ? signedIn.value.session : "";
  const headers = { cookie: `other=1; ${sessionCookie().name}=${await writeSessionCookie(session)}` };
  expect(await read(call(me.GET, { headers }))).toMatchObject({ id: "developer", kind: "person" });
  await signOut(nobody, { session });
  await problem(await call(me.GET, { headers }), 401, "unauthenticated");
});

test("a page of another site sends nothing with somebody's session", async () => {
  const signedIn = await signIn({ actor: null, door: "browser" }, { provider: "sandbox", user: "developer" });
  const cookie = `${sessionCookie().name}=${await writeSessionCookie(signedIn.ok ? signedIn.value.session : "")}`;
  const send = (headers: Record<string, string>) =>
    call(requests.POST, { body: order, headers: { cookie, ...headers } });
  await problem(await send({ "sec-fetch-site": "cross-site" }), 403, "forbidden");
  await problem(await send({ "sec-fetch-site": "same-site" }), 403, "forbidden");
  await problem(await send({ origin: "https://evil.example" }), 403, "forbidden");
  expect((await send({ origin: "http://localhost:3000", host: "localhost:3000" })).status).toBe(201);
  expect((await send({ "sec-fetch-site": "same-origin" })).status).toBe(201);
});

test("what is no JSON is told with line and column", async () => {
  const body = await problem(await place({ raw: '{\n  "offering": access\n}' }), 400, "malformed");
  expect(body.issues[0]).toMatchObject({ line: 2, column: 15 });
  await problem(await place({ raw: "[1]" }), 400, "malformed");
  await problem(await place({ raw: new Uint8Array([0xff, 0xfe]) }), 400, "malformed");
  await problem(await place({ raw: "" }), 422, "invalid");
});

test("the log of no step and a position beyond the last event are refused", async () => {
  const { number, requester, title } = await read<RequestView>(place());
  const about = { user: "developer", params: { number } } as const;
  await problem(await call(log.GET, { ...about, query: "?step=nope" }), 404, "not_found");
  expect((await call(log.GET, { ...about, query: "?step=grant" })).status).toBe(200);
  await problem(await call(events.GET, { ...about, headers: { "last-event-id": "999999" } }), 400, "malformed");
  expect({ requester, title }).toMatchObject({ requester: { kind: "person", id: "developer" }, title: "orders" });
});

test("a body over the limit is a 413, whatever it says of its length", async () => {
  await problem(await place({ raw: `{"x":"${"a".repeat(1_100_000)}"}` }), 413, "too_large");
  await problem(await place({ raw: "{}", headers: { "content-length": "99999999" } }), 413, "too_large");
});

test("a body that is not sent as JSON is a 415", async () => {
  const headers = { "content-type": "text/plain" };
  await problem(await place({ headers }), 415, "unsupported");
});

test("an unknown address is a 404 and a wrong method a 405, as problem+json", async () => {
  await problem(await call(nothing.GET), 404, "not_found");
  const response = await call(requests.DELETE, { user: "developer", method: "DELETE" });
  expect(response.headers.get("allow")).toBe("GET, POST");
  await problem(response, 405, "not_allowed");
});

test("odd numbers, cursors and names are refused in words, never with a 500", async () => {
  for (const number of ["REQ-abc", "REQ-0", "1", "%00", "REQ-1%00", "%", "REQ-99999999999999999999999"])
    await problem(await call(request.GET, { user: "developer", params: { number } }), 404, "not_found");
  await problem(await call(requests.GET, { user: "developer", query: "?cursor=abc" }), 400, "malformed");
  await problem(await call(requests.GET, { user: "developer", query: "?text=%00" }), 400, "malformed");
  for (const query of ["?state=gone", "?limit=0", "?limit=9999", "?limit=x", "?scope=everything"])
    await problem(await call(requests.GET, { user: "developer", query }), 422, "invalid");
});

test("what does not fit is told in plain words with its place", async () => {
  const one = async (answered: Response | Promise<Response>) => {
    const { issues, detail } = await problem(await answered, 422, "invalid");
    expect(JSON.stringify(issues)).not.toMatch(/Invalid|Unrecognized|expected/);
    return { said: issues.map(({ path, message }) => `${path} ${message}`), detail };
  };
  const list = (query: string) => one(call(requests.GET, { user: "developer", query }));
  const limit = "limit is a whole number from 1 to 200.";
  for (const given of ["-1", "99999999999999999", "x", "201"])
    expect(await list(`?limit=${given}`)).toEqual({ said: [`/limit ${limit}`], detail: limit });
  expect((await list("?limit=1&limit=2")).said).toEqual(["/limit limit is given more than once."]);
  expect((await list("?statee=failed")).said).toEqual(["/statee Nothing is called statee here; did you mean state?"]);
  expect((await list("?foo=bar")).said[0]).toMatch(/^\/foo Nothing is called foo here; there are scope, state/);
  expect((await list("?state=faild")).said).toEqual([expect.stringMatching(/did you mean failed\?$/)]);
  const { said } = await one(place({ body: { offering: 3, inputs: [], operation: "", extra: 1 } }));
  expect(said.toSorted()).toEqual([
    expect.stringMatching(/^\/extra Nothing is called extra here/),
    "/inputs inputs has to be an object, and it is a list.",
    "/offering offering has to be a text, and it is a number.",
    expect.stringMatching(/^\/operation operation /),
  ]);
  expect((await one(place({ body: { offering: "access-grant" } }))).said).toEqual([
    "/project project is missing.",
    "/environment environment is missing.",
  ]);
});

test("no query and no body makes REST fail", async () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("%", "_", "\\", "'", "REQ-1", "1e999", "-1"));
  const queries = fc.dictionary(
    fc.constantFrom("text", "cursor", "limit", "state", "scope", "person", "after", "step", "offset"),
    text,
  );
  await fc.assert(
    fc.asyncProperty(queries, fc.constantFrom(requests.GET, catalog.GET, log.GET), async (query, route) => {
      const response = await call(route, {
        user: "manager",
        query: `?${new URLSearchParams(query)}`,
        params: { number: "REQ-1001" },
      });
      expect(response.status).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.json(), fc.string({ unit: "binary" })),
      fc.constantFrom(requests.POST, abort.POST, validate.POST),
      async (raw, route) => {
        const response = await call(route, { user: "developer", raw, method: "POST", params: { number: "REQ-1001" } });
        expect(response.status).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
});

test("requests are paged by number, newest first, and exported as CSV", async () => {
  await Promise.all(Array.from({ length: 3 }, () => place()));
  const seen: string[] = [];
  for (let next: string | null = ""; next !== null;) {
    const query = `?limit=2${next === "" ? "" : `&cursor=${next}`}`;
    const page: RequestPage = await read<RequestPage>(call(requests.GET, { user: "manager", query }));
    seen.push(...page.items.map(({ number }) => number));
    next = page.next;
  }
  const numbers = seen.map((number) => Number(number.slice(4)));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(new Set(numbers).size).toBe(numbers.length);
  const csv = await (await call(requests.GET, { user: "manager", query: "?format=csv" })).text();
  expect(csv.trim().split("\r\n")).toHaveLength(numbers.length + 1);
  expect(csv).toContain(formatNumber(numbers[0] ?? 0));
});

test("one sees the requests of one's own teams only", async () => {
  const { number } = await read<RequestView>(place());
  await problem(await call(request.GET, { token: "sandbox-nobody", params: { number } }), 401, "unauthenticated");
  for (const user of ["author", "manager", "admin"] as const)
    expect((await call(request.GET, { user, params: { number } })).status).toBe(200);
  await problem(await call(connections.GET, { user: "developer" }), 403, "forbidden");
});
