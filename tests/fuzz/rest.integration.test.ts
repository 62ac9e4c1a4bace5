import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { manualOffering } from "#tests/documents.ts";
import { call, type Sent } from "#tests/rest.ts";
import { makeCast } from "../access/cast.ts";
import type { Found } from "../access/doors.ts";
import { openWorld, type World } from "../access/world.ts";
import { patience, tries } from "./amount.ts";
import { type Effects, watchEffects } from "./effect.ts";
import { headerText, hostileName, hostileText } from "./hostile.ts";
import { type Known, mutated, shapedBy } from "./shaped.ts";

interface Operation {
  method: string;
  path: string;
  body?: z.ZodType;
  query?: z.ZodObject;
}
type Handler = Parameters<typeof call>[0];

// Nobody sends as much as this test does.
vi.stubEnv("PAO_CALLS_PER_MINUTE", "0");

const app = path.resolve(import.meta.dirname, "../../app");
const { operations } = (await import(path.join(app, "rest/operations.ts"))) as { operations: readonly Operation[] };

let world: World;
let found: Found;
let tokens: string[];
let effects: Effects;

beforeAll(async () => {
  world = await openWorld();
  const { member, author, admin } = await makeCast();
  found = await world.find();
  tokens = [member, author, admin];
  effects = await watchEffects();
});

afterAll(() => world.close());

/** What is there, by the name of the member or the part of a path that may name it. */
const there: Record<string, (found: Found) => string> = {
  number: ({ number }) => number,
  resource: (all) => all.resource,
  id: ({ resource, probe }) => (resource < probe ? resource : probe),
  step: () => "grant",
  from: () => "grant",
  output: () => "password",
  offering: () => "access-grant",
  name: () => "access-grant",
  reason: () => "x",
  project: () => "checkout",
  environment: () => "dev",
  team: () => "checkout",
  person: () => "developer",
  role: () => "member",
  operation: () => "create",
  source: () => manualOffering,
  baseUrl: () => "https://a.example",
};

/** Mostly what is there, so that many calls get as far as they can. */
const known: Known = (name) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(null).map(() => there[name]?.(found) ?? "something") },
    { weight: 1, arbitrary: fc.constantFrom("platform", "domain", "compute", "search") },
    { weight: 2, arbitrary: hostileText },
  );

const odd = fc.record(
  {
    "idempotency-key": headerText,
    traceparent: headerText,
    "last-event-id": headerText,
    "content-type": fc.oneof(fc.constant("application/json"), headerText),
    cookie: headerText,
    accept: headerText,
    "x-forwarded-for": headerText,
    "user-agent": headerText,
  },
  { requiredKeys: [] },
);

const { inputs: questions } = z.object({ inputs: z.json() }).parse(parse(manualOffering));

const headers = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: odd });

/** Most calls are signed in, so that what they bring is looked at. */
const authorization = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 2 }).map((at) => `Bearer ${tokens[at]}`) },
  { weight: 1, arbitrary: headerText },
);

const rawBody = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "{",
    "[]",
    '{"__proto__":{"a":1}}',
    '{"a":1,"a":2}',
    '{"a":1e999}',
    "\uFEFF{}",
    `${"[".repeat(9_000)}`,
  ),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
);

function sentTo({ method, path: address, body, query }: Operation): fc.Arbitrary<Sent> {
  const parts = [...address.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const schema = body === undefined ? {} : withQuestions(z.toJSONSchema(body, { io: "input", unrepresentable: "any" }));
  const asked = Object.keys(query?.shape ?? {});
  const queries = fc
    .array(fc.tuple(asked.length > 0 ? fc.oneof(fc.constantFrom(...asked), hostileName) : hostileName, known("text")), {
      maxLength: 4,
    })
    .map((pairs) => (pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`));
  const bodies = fc.oneof(
    { weight: 5, arbitrary: mutated(shapedBy(schema, known)).map((value) => ({ body: value })) },
    { weight: 1, arbitrary: rawBody.map((raw) => ({ raw })) },
  );
  return fc
    .record({
      params: fc.record(Object.fromEntries(parts.map((part) => [part, known(part)]))),
      query: queries,
      headers,
      authorization,
      sent: method === "get" ? fc.constant({}) : bodies,
    })
    .map(({ sent, authorization: who, headers: more, ...rest }) => {
      return { ...rest, ...sent, method: method.toUpperCase(), headers: { ...more, authorization: who } };
    });
}

/** The answers of an order are made by the questions of its offering. */
function withQuestions(schema: object): object {
  const { properties } = schema as { properties?: object };
  return properties && "inputs" in properties
    ? { ...schema, properties: { ...properties, inputs: questions } }
    : schema;
}

test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  "%s answers whatever is sent, and does nothing that it refuses",
  async (_, operation) => {
    const file = path.join(app, "api/v1", operation.path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");
    const handler = ((await import(file)) as Record<string, Handler>)[operation.method.toUpperCase()];
    if (!handler) throw new Error(`No ${operation.method} in ${file}`);
    const seen = new Set<number>();
    const several = fc.array(sentTo(operation), { minLength: 6, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(several, async (all) => {
        const statuses = await Promise.all(all.map((sent) => statusOf(handler, sent)));
        for (const status of statuses) seen.add(status);
        expect(statuses.filter((status) => status >= 500)).toEqual([]);
        await effects.after(operation.method !== "get" && statuses.some((status) => status < 400));
      }),
      tries(2, 7),
    );
    // Signed in, most of them were looked at.
    expect([...seen].some((status) => status !== 401)).toBe(true);
  },
  patience,
);

/** A stream is left as soon as it has begun. */
async function statusOf(handler: Handler, sent: Sent): Promise<number> {
  const leaving = new AbortController();
  const { status } = await call(handler, { ...sent, signal: leaving.signal });
  leaving.abort();
  return status;
}
