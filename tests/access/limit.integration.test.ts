import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { audit } from "#db/tables.ts";
import type { Result } from "#lib/core/problem.ts";
import { Rate } from "#lib/core/rate.ts";
import { actions } from "./actions.ts";
import { appModule, type Browser, openBrowsers } from "./browser.ts";
import { asBrowser } from "./next.ts";
import { openWorld, type World } from "./world.ts";

type Action = (given: unknown) => Promise<Result<unknown>>;

let world: World;
let browser: Browser;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowsers();
});
afterEach(() => {
  globalThis.paoRates = undefined;
});
afterAll(() => world.close());

/** Less than one call fits. */
const none = () => new Rate(0.5);
const all = Object.entries(actions).flatMap(([file, of]) => Object.keys(of).map((name) => [name, file] as const));

async function actionOf(file: string, name: string): Promise<Action> {
  const action = (await appModule<Record<string, Action>>(file))[name];
  if (!action) throw new Error(`There is no action ${name} in ${file}.`);
  return action;
}

test.each(all)("%s of %s counts who is signed in, and keeps nothing of what was too often", async (name, file) => {
  globalThis.paoRates = { actors: none(), strangers: new Rate(100) };
  const action = await actionOf(file, name);
  const before = await database().$count(audit);
  expect(await browser("action", "member", () => action({}))).toMatchObject({ problem: { code: "too_many" } });
  expect(await database().$count(audit)).toBe(before);
});

test.each(all)("%s of %s counts strangers by their address", async (name, file) => {
  globalThis.paoRates = { actors: new Rate(100), strangers: none() };
  const action = await actionOf(file, name);
  const answer = await asBrowser("action", null, () => action({}), { "x-forwarded-for": "192.0.2.1" });
  expect(answer).toMatchObject({ problem: { code: "too_many" } });
});
