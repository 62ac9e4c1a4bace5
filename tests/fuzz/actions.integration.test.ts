import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Result } from "#lib/core/problem.ts";
import { type Browser, appModule, openBrowsers } from "../access/browser.ts";
import type { Role } from "../access/cast.ts";
import { openWorld, type World } from "../access/world.ts";
import { patience, tries } from "./amount.ts";
import { type Effects, watchEffects } from "./effect.ts";
import { hostileJson, hostileText } from "./hostile.ts";

type Action = (...given: unknown[]) => Promise<Result<unknown>>;

// Nobody sends as much as this test does.
vi.stubEnv("PAO_CALLS_PER_MINUTE", "0");

const app = path.resolve(import.meta.dirname, "../../app");
const files = readdirSync(app)
  .filter((file) => file.endsWith(".ts"))
  .filter((file) => readFileSync(path.join(app, file), "utf8").startsWith('"use server"'));
const named = await Promise.all(
  files.map(async (file) => Object.entries(await appModule<Record<string, Action>>(file))),
);
// They end what the others are called with.
const actions = named.flat().filter(([name]) => name !== "signOut" && name !== "endSessions");

let world: World;
let browser: Browser;
let number: string;
let effects: Effects;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowsers();
  ({ number } = await world.find());
  effects = await watchEffects();
});

afterAll(() => world.close());

/** What the browser may send to an action: more than JSON. */
const beyondJson = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
  maxDepth: 3,
});

const members = fc.record(
  {
    number: fc.oneof(
      fc.constant(null).map(() => number),
      hostileText,
    ),
    step: fc.oneof(fc.constant("grant"), hostileText),
    name: hostileText,
    offering: fc.oneof(fc.constant("access-grant"), hostileText),
    project: fc.constant("checkout"),
    environment: fc.constant("dev"),
    inputs: fc.oneof(hostileJson, beyondJson),
    outputs: fc.oneof(hostileJson, beyondJson),
    note: fc.oneof(hostileText, beyondJson),
    user: fc.oneof(hostileText, beyondJson),
    idempotencyKey: fc.oneof(hostileText, beyondJson),
    credential: hostileJson,
  },
  { requiredKeys: [] },
);

const given = fc.array(fc.oneof(members, hostileJson, beyondJson), { maxLength: 2 });
const roles = fc.constantFrom<Role>("nobody", "member", "author", "admin");

test.each(actions)(
  "%s answers whatever it is given, and does nothing that it refuses",
  async (_, action) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(roles, given), { minLength: 6, maxLength: 8 }), async (calls) => {
        const answers = await Promise.all(calls.map(([role, all]) => browser("action", role, () => action(...all))));
        expect(answers.filter((answer) => !answer.ok && answer.problem.code === "internal")).toEqual([]);
        await effects.after(answers.some(({ ok }) => ok));
      }),
      tries(2, 7),
    );
  },
  patience,
);
