import { createHmac } from "node:crypto";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { pretendEngine } from "#tests/portal.ts";
import { call } from "#tests/rest.ts";
import { appModule } from "../access/browser.ts";
import { makeCast } from "../access/cast.ts";
import { asBrowser, asNext } from "../access/next.ts";
import { hookSecret, openWorld, type World } from "../access/world.ts";
import { patience, tries } from "./amount.ts";
import { type Effects, watchEffects } from "./effect.ts";
import { headerText, hostileJson, hostileText } from "./hostile.ts";

// Nobody sends as much as this test does.
vi.stubEnv("PAO_CALLS_PER_MINUTE", "0");

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
const routeOf = (folder: string) => appModule<Record<string, Handler>>(path.join("api", folder, "route.ts"));

let world: World;
let member: string;
let effects: Effects;

beforeAll(async () => {
  world = await openWorld();
  ({ member } = await makeCast());
  effects = await watchEffects();
});

afterAll(() => world.close());

const bytes = fc.oneof(
  hostileJson.map((value) => Buffer.from(JSON.stringify(value))),
  fc
    .record(
      { issue: hostileJson, workflow_run: hostileJson, pull_request: hostileJson, repository: hostileJson },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 80 }).map((all) => Buffer.from(all)),
);

const signed = (body: Buffer) => `sha256=${createHmac("sha256", hookSecret).update(body).digest("hex")}`;

test(
  "a webhook's door answers whatever is sent, signed or not, and nothing comes of it",
  async () => {
    const { POST } = await routeOf("webhooks/[connection]");
    if (!POST) throw new Error("There is no such door.");
    const connection = fc.oneof({ weight: 5, arbitrary: fc.constant("hooked") }, { weight: 1, arbitrary: hostileText });
    const type = fc.oneof(
      { weight: 4, arbitrary: fc.constant("application/json") },
      { weight: 1, arbitrary: headerText },
    );
    const sent = fc.record({ connection, body: bytes, type, own: fc.boolean(), signature: headerText });
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 6, maxLength: 8 }), async (all) => {
        const answers = all.map(({ connection: name, body, type: as, own, signature }) =>
          call(POST, {
            method: "POST",
            raw: new Uint8Array(body),
            headers: { "content-type": as, "x-hub-signature": own ? signed(body) : signature },
            params: { connection: name },
          }),
        );
        const statuses = (await Promise.all(answers)).map(({ status }) => status);
        for (const status of statuses) seen.add(status);
        expect(statuses.filter((status) => status >= 500)).toEqual([]);
        await effects.after(false);
      }),
      tries(20, 7),
    );
    expect(seen).toContain(202);
    expect(seen).toContain(401);
  },
  patience,
);

const headers = fc.dictionary(
  fc.constantFrom(
    "cookie",
    "host",
    "origin",
    "referer",
    "last-event-id",
    "sec-fetch-site",
    "x-forwarded-for",
    "x-forwarded-host",
    "accept",
  ),
  headerText,
);

test.each<[string, string]>([
  ["GET", "live"],
  ["GET", "metrics"],
  ["GET", "health"],
  ["GET", "health/ready"],
  ["GET", "[[...rest]]"],
  ["POST", "[[...rest]]"],
])(
  "%s /api/%s answers whatever is sent",
  async (method, folder) => {
    const handler = (await routeOf(folder))[method];
    if (!handler) throw new Error("There is no such door.");
    await fc.assert(
      fc.asyncProperty(
        headers,
        hostileText,
        fc.oneof(headerText, fc.constant(null)),
        async (more, text, authorization) => {
          const leaving = new AbortController();
          const { status } = await call(handler, {
            method,
            query: `?${new URLSearchParams({ q: text }).toString()}`,
            headers: { ...more, authorization: authorization ?? `Bearer ${member}` },
            signal: leaving.signal,
          });
          leaving.abort();
          expect(status).toBeLessThan(500);
          if (folder === "health/ready") await pretendEngine();
        },
      ),
      tries(20),
    );
    await effects.after(false);
  },
  patience,
);

test(
  "the doors of signing in answer whatever is sent, and nobody is signed in by it",
  async () => {
    const { GET, POST } = await routeOf("auth/[...nextauth]");
    if (!GET || !POST) throw new Error("There is no such door.");
    const part = fc.oneof(
      fc.constantFrom(
        "signin",
        "signout",
        "callback",
        "session",
        "csrf",
        "providers",
        "error",
        "sandbox",
        "oidc",
        "_log",
      ),
      hostileText.filter((text) => text !== ""),
    );
    const form = fc.dictionary(
      fc.constantFrom("csrfToken", "callbackUrl", "user", "json", "code", "state"),
      hostileText,
    );
    const sent = fc.record({
      nextauth: fc.array(part, { minLength: 1, maxLength: 3 }),
      form,
      headers,
      posts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(sent, async ({ nextauth, form: fields, headers: more, posts }) => {
        const encoded = new URLSearchParams(fields).toString();
        const type = { "content-type": "application/x-www-form-urlencoded" };
        const handler: Handler = (request, context) =>
          asBrowser("action", null, () => (posts ? POST : GET)(asNext(request), context));
        const { status } = await call(handler, {
          method: posts ? "POST" : "GET",
          query: posts ? "" : `?${encoded}`,
          headers: { host: "localhost:3000", ...more, ...(posts ? type : {}) },
          ...(posts ? { raw: encoded } : {}),
          params: { nextauth },
        });
        expect(status).toBeLessThan(500);
      }),
      tries(60),
    );
    await effects.after(false);
  },
  patience,
);

test("an address to come back to that is none is refused, and a cookie with one is dropped", async () => {
  const { GET } = await routeOf("auth/[...nextauth]");
  if (!GET) throw new Error("There is no such door.");
  const handler: Handler = (request, context) => asBrowser("action", null, () => GET(asNext(request), context));
  const told = (more: { query?: string; headers?: Record<string, string> }) =>
    call(handler, { method: "GET", ...more, params: { nextauth: ["providers"] } });
  expect(await told({ query: "?callbackUrl=-0" })).toHaveProperty("status", 400);
  const kept = await told({ headers: { cookie: "next-auth.callback-url=javascript:alert(1)" } });
  expect(kept.status).toBe(400);
  expect(kept.headers.get("set-cookie")).toMatch(/^next-auth\.callback-url=;.*Max-Age=0/);
  expect(await told({ query: "?callbackUrl=/requests" })).toHaveProperty("status", 200);
});
