import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "#db/client.ts";
import type { RequestView } from "#lib/views/request/shape.ts";
import { appModule, type Browser } from "#tests/access/browser.ts";
import { makeCast, openSessions, type Role, roles, type Somebody } from "#tests/access/cast.ts";
import { asBrowser } from "#tests/access/next.ts";
import { hasTerraform } from "#tests/engine/module.ts";
import { closeIssue, mergePull } from "#tests/engine/people.ts";
import { Canaries, type Leak, type Searched } from "./canary.ts";
import { leaky, leakyDocument } from "./documents.ts";
import { pages, routes } from "./doors.ts";
import { answer, filesIn, openWorld, rest, tables, type World } from "./world.ts";

// Secrets that can be recognised go in wherever a secret can be given. Everything is run, what fails as well; then everything
// that PAO keeps, writes, sends and shows is searched for them.

const canaries = new Canaries();
const developer = { user: "developer" } as const;
const admin = { user: "admin" } as const;
const slow = { timeout: 60_000, interval: 50 };
// Real processes and Terraform, on whatever machine this is.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
let browser: Browser;
let tokens: Record<Somebody, string>;
/** It takes its time: ordered first, looked at last. */
let hub = "";

beforeAll(async () => {
  canaries.plain("what the endpoint answers");
  world = await openWorld(() => canaries.core("what the endpoint answers"));
  await connect();
  await signIn();
  await vi.waitUntil(
    async () => (await answer<{ items: object[] }>("GET", "v1/engines", admin)).items.length > 1,
    slow,
  );
  hub = await order("canary-hub", { name: "hub", key: canaries.plant("answer that no step reads") });
}, 90_000);

afterAll(() => world.close());

async function connect(): Promise<void> {
  const { url } = world.outside;
  const jira = `${world.sandbox.url}/jira`;
  const github = `${world.sandbox.url}/github/api/v3`;
  const email = "pao@sandbox.example";
  const connections = {
    vault: {
      kind: "http",
      baseUrl: url,
      credential: { user: "pao", password: canaries.plain("password of an endpoint") },
    },
    keyed: { kind: "http", baseUrl: `${url}/echo`, credential: { token: canaries.plain("token of an endpoint") } },
    jira: {
      kind: "jira",
      baseUrl: jira,
      credential: { email, token: "sandbox", webhookSecret: canaries.plain("webhook secret") },
    },
    closed: { kind: "jira", baseUrl: jira, credential: { email, token: canaries.plain("Jira token") } },
    github: { kind: "github", baseUrl: github, credential: { token: "sandbox" } },
    shut: { kind: "github", baseUrl: github, credential: { token: canaries.plain("GitHub token") } },
  };
  for (const [name, given] of Object.entries(connections)) {
    const said = await rest("POST", "v1/connections", { ...admin, body: { name, ...given } });
    expect([name, said.status]).toEqual([name, 201]);
  }
}

/** Everybody has a token and a session; neither may be found anywhere. */
async function signIn(): Promise<void> {
  tokens = await makeCast();
  for (const [role, token] of Object.entries(tokens)) canaries.know(`token of ${role}`, token.split("_").at(-1) ?? "");
  const { sessionCookie, writeSessionCookie } = await appModule<{
    sessionCookie: () => { name: string };
    writeSessionCookie: (held: string) => Promise<string>;
  }>("auth.ts");
  const cookies: Record<Somebody, string> = await openSessions(async (held) => {
    canaries.know(`session ${held.slice(0, 4)}`, held);
    return `${sessionCookie().name}=${await writeSessionCookie(held)}`;
  });
  browser = (phase, role, work) => asBrowser(phase, role === "nobody" ? null : cookies[role], work);
}

async function order(offering: string, inputs: object): Promise<string> {
  const body = { offering, project: "checkout", environment: "dev", inputs };
  await answer("POST", "v1/catalog/[name]/plan", { ...developer, params: { name: offering }, body });
  const said = await answer<{ number?: string }>("POST", "v1/requests", {
    ...developer,
    body,
    headers: { "idempotency-key": `order-${offering}-${JSON.stringify(inputs).length}` },
  });
  expect.assert(said.number !== undefined, JSON.stringify(said));
  return said.number;
}

const view = (number: string) =>
  answer<RequestView>("GET", "v1/requests/[number]", { ...developer, params: { number } });

async function until(number: string, reached: (view: RequestView) => boolean): Promise<RequestView> {
  let last = await view(number);
  await vi
    .waitUntil(async () => reached((last = await view(number))), slow)
    .catch(() => {
      const steps = last.steps.map(({ id, state, problem }) => [id, state, problem]);
      throw new Error(`${number} is ${last.state}: ${JSON.stringify(steps)}`);
    });
  return last;
}

const stepOf = (seen: RequestView, id: string) => seen.steps.find((step) => step.id === id);
const stepIs = (id: string, state: string) => (seen: RequestView) => stepOf(seen, id)?.state === state;
const does = (verb: string, number: string, body: object, user = developer as { user: "developer" | "author" }) =>
  rest("POST", `v1/requests/[number]/${verb}`, { ...user, params: { number }, body });

test("a request with secrets in every step goes through, and what it yields is shown to who asks", async () => {
  const number = await order("canary", { name: "orders", key: canaries.plant("secret answer") });
  await until(number, stepIs("task", "waiting"));
  const pin = canaries.plant("answer to a task");
  const done = await rest("POST", "v1/requests/[number]/steps/[step]/complete", {
    user: "author",
    params: { number, step: "task" },
    body: { outputs: { pin } },
  });
  expect(done.status).toBe(200);
  const seen = await until(
    number,
    (now) => stepOf(now, "ticket")?.reference !== null && stepIs("ticket", "waiting")(now),
  );
  const key = stepOf(seen, "ticket")?.reference?.id ?? "";
  await closeIssue(world.sandbox, key, "Done", { customfield_10012: canaries.plain("field of a ticket") });
  await until(number, ({ state }) => state === "completed");
  const shown = await rest("POST", "v1/requests/[number]/outputs/[output]/reveal", {
    ...developer,
    params: { number, output: "pin" },
    body: {},
  });
  expect(shown.headers.get("cache-control")).toBe("no-store");
  expect(await shown.json()).toMatchObject({ value: pin });
  const [entry] = await database().execute<{ actor: { name: string }; detail: object }>(
    sql`select actor, detail from audit where verb = 'request.reveal-output' and subject like ${`%${number.slice(4)}%`}`,
  );
  expect(entry?.actor.name).toContain("Demo developer");
  expect(JSON.stringify(entry)).toContain("pin");
  expect(world.outside.received.join("\n")).toContain(canaries.core("answer to a task"));
});

test("what the outside complains about is kept without the secrets in it, through retries and an escalation", async () => {
  const number = await order("canary-fails", { name: "fails", key: canaries.plant("answer that is complained about") });
  await until(number, stepIs("vault", "failed"));
  await does("retry", number, { step: "vault", reason: "Once more." });
  await until(number, (now) => (stepOf(now, "vault")?.attempts ?? 0) > 1 && stepIs("vault", "failed")(now));
  expect(JSON.stringify(await view(number))).toContain("can't be taken");
  expect((await does("escalate", number, { step: "vault" })).status).toBe(200);
  await until(number, stepIs("vault", "waiting"));
  expect((await does("cancel", number, { reason: "Enough." })).status).toBe(200);
  await until(number, ({ state }) => state === "aborted");
});

test("a secret that comes back where everybody reads it fails the step, and the output is named", async () => {
  const number = await order("canary-open", {
    name: "open",
    key: canaries.plant("answer that comes back in the open"),
  });
  const seen = await until(number, (now) => stepIs("answer", "failed")(now) && stepIs("name", "failed")(now));
  expect(stepOf(seen, "answer")?.problem).toMatchObject({
    code: "output_secret",
    sentence: expect.stringContaining("“address”"),
    remedy: expect.stringContaining("`secret: true`"),
  });
  expect(stepOf(seen, "name")).toMatchObject({ reference: null, problem: { code: "reference_secret" } });
});

test("a bundle hands its secrets down and takes others up", async () => {
  const number = await order("canary-bundle", { name: "bundle", key: canaries.plant("answer of a bundle") });
  const { outputs } = await until(number, ({ state }) => state === "completed");
  expect(outputs).toMatchObject({ password: { secret: true } });
});

test.skipIf(!hasTerraform)("Terraform shows what it likes, and fails with it", async () => {
  const good = await order("canary-terraform", { name: "good", key: canaries.plain("variable of Terraform") });
  const bad = await order("canary-terraform", {
    name: "fails",
    key: canaries.plain("variable of Terraform that fails"),
  });
  await until(good, ({ state }) => state === "completed");
  await until(bad, stepIs("make", "failed"));
  expect((await does("escalate", bad, { step: "make" })).status).toBe(200);
  await until(bad, (now) => Boolean(stepOf(now, "make")?.escalated?.ticket));
});

test("what is refused tells nobody what was given", async () => {
  const inputs = { name: "x", key: 7, door: canaries.plant("answer that does not fit") };
  const body = { offering: "canary", project: "checkout", environment: "dev", inputs };
  const refused = await rest("POST", "v1/requests", { ...developer, body });
  expect(refused.status).toBe(422);
  const broken = `{"offering": "canary", "inputs": {"key": "${canaries.plain("answer in a broken body")}"`;
  expect((await rest("POST", "v1/requests", { ...developer, raw: broken })).status).toBe(400);
  const unknown = `pao_${canaries.plain("token that nobody has")}`;
  expect((await rest("GET", "v1/me", { token: unknown })).status).toBe(401);
  const credential = { privateKey: canaries.plain("key that is none") };
  const connection = { name: "hub", kind: "github", baseUrl: world.outside.url, credential };
  expect((await rest("POST", "v1/connections", { ...admin, body: connection })).status).toBe(422);
  const signature = { "x-hub-signature-256": `sha256=${canaries.plain("signature")}` };
  const delivered = {
    params: { connection: "github" },
    raw: "{}",
    headers: { ...signature, "content-type": "application/json" },
  };
  expect((await rest("POST", "webhooks/[connection]", delivered)).status).toBeGreaterThanOrEqual(400);
});

test("what a connection is asked with is not in what is said of it", async () => {
  for (const name of ["keyed", "closed", "shut", "vault"]) {
    const { id } = await answer<{ id: string }>("POST", "v1/connections/[name]/probe", {
      ...admin,
      params: { name },
      body: {},
    });
    const asked = () => answer<{ state: string }>("GET", "v1/probes/[id]", { ...admin, params: { id } });
    await vi.waitUntil(async () => (await asked()).state === "answered", slow);
    expect(await asked()).toMatchObject({ connection: name });
  }
});

test.each(Object.entries(leaky))("a document that would put a secret into %s is refused", async (_, step) => {
  const body = { source: leakyDocument(step) };
  const { issues } = await answer<{ issues: { severity: string; message: string }[] }>("POST", "v1/tools/validate", {
    user: "author",
    body,
  });
  expect(issues.filter(({ severity }) => severity === "error").map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/secret/i),
  );
});

test("a run and a pull request are made", async () => {
  const seen = await until(hub, stepIs("pull", "waiting"));
  const { data } = stepOf(seen, "pull")?.reference ?? {};
  await mergePull(world.sandbox, data?.["repository"] ?? "", data?.["number"] ?? "");
  expect((await until(hub, ({ state }) => state === "completed")).outputs).toEqual({});
});

/** What a person has typed into a ticket stays in the stand-in for Jira, which is somebody else's. */
const belongs = { "field of a ticket": /^sandbox\./ };

async function searched(by: readonly Role[] = roles): Promise<Searched[]> {
  const all: Searched[] = [];
  for await (const one of tables()) all.push(one);
  for await (const one of routes(tokens, by)) all.push(one);
  for await (const one of pages(browser, by)) all.push(one);
  const traces = world.outside.traces.map((text) => ({ place: "traces", text }));
  return [...all, ...traces, ...world.logs(), ...filesIn(world.dataDir)];
}

const told = (leaks: readonly Leak[]) => leaks.map(({ canary, place, around }) => `${canary}: ${place}: ${around}`);

test("of all these secrets nothing is found: in no table, log, trace, file, page or answer", async () => {
  const all = await searched();
  const places = all.map(({ place }) => place);
  for (const known of ["public.event", "public.audit", "pgboss.job", "sandbox.issue", "log of the engine", "traces"])
    expect(places.filter((place) => place.startsWith(known))).not.toEqual([]);
  expect(all.find(({ place }) => place === "log of the engine")?.text).toContain("the request is completed");
  expect(places.some((place) => place.startsWith("(portal)/requests/[number]"))).toBe(true);
  expect(told(canaries.find(all, belongs))).toEqual([]);
});

test("the search would have found them: planted in a column, a log and an answer, each is named", async () => {
  const secret = canaries.core("secret answer");
  await database().execute(sql`
    update event set body = body || ${JSON.stringify({ note: Buffer.from(`x${secret}`).toString("base64") })}::jsonb
    where (request, seq) in (select request, seq from event limit 1)`);
  await database().execute(sql`update request set title = ${encodeURIComponent(secret)} where offering = 'canary'`);
  process.stdout.write(`{"level":"debug","msg":"${Buffer.from(secret).toString("hex")}"}\n`);
  const places = new Set(canaries.find(await searched(["manager"]), belongs).map(({ place }) => place));
  expect([...places]).toEqual(
    expect.arrayContaining([
      "public.event",
      "public.request",
      "log of the web",
      "GET v1/requests/route.ts {} as manager",
    ]),
  );
});
