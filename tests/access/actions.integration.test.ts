import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Result } from "#lib/core/problem.ts";
import { pretendEngine } from "#tests/portal.ts";
import { type ActionDoor, actions } from "./actions.ts";
import { type Browser, appModule, openBrowsers } from "./browser.ts";
import { type Role, roles } from "./cast.ts";
import { everythingKept } from "./kept.ts";
import { openWorld, type World } from "./world.ts";

type Action = (...given: unknown[]) => Promise<Result<unknown>>;

const people = roles.filter((role) => role !== "reader");
const app = path.resolve(import.meta.dirname, "../../app");
/** What stands in quotes at the beginning of a file makes each of its exports an action; inside a function, that function. */
const sources = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, source: readFileSync(path.join(app, file), "utf8") }))
  .filter(({ source }) => /["']use server["']/.test(source));

let world: World;
let browser: Browser;

beforeAll(async () => {
  world = await openWorld();
  browser = await openBrowsers();
});

afterAll(() => world.close());

test("every server action is in the table, and stands in a file of actions", async () => {
  expect(sources.filter(({ source }) => !/^["']use server["']/.test(source)).map(({ file }) => file)).toEqual([]);
  const found = sources.map(async ({ file }) => [file, Object.keys(await appModule<object>(file)).toSorted()] as const);
  const known = Object.entries(actions).map(([file, of]) => [file, Object.keys(of).toSorted()] as const);
  expect(Object.fromEntries(await Promise.all(found))).toEqual(Object.fromEntries(known));
});

const all = Object.entries(actions).flatMap(([file, of]) =>
  Object.entries(of).map(([name, door]) => ({ name, file, door })),
);

test.each(all)(
  "$name of $file does it for whom it should; a refusal leaves nothing behind",
  async ({ name, file, door }) => {
    await pretendEngine();
    await world.tidy();
    const one = await world.find();
    const before = await everythingKept();
    const refused = await triedBy(
      file,
      name,
      door,
      people.filter((role) => !isIn(door, role)),
      () => Promise.resolve(one),
    );
    expect(await everythingKept()).toEqual(before);
    const told = {
      ...refused,
      ...(await triedBy(
        file,
        name,
        door,
        people.filter((role) => isIn(door, role)),
        world.find,
      )),
    };
    expect(told).toEqual(Object.fromEntries(people.map((role) => [role, wanted(door, role)])));
  },
);

async function triedBy(file: string, name: string, door: ActionDoor, by: readonly Role[], find: World["find"]) {
  const told = by.map(async (role) => [role, await tried(file, name, role, door.given(await find()))] as const);
  return Object.fromEntries(await Promise.all(told));
}

const isIn = ({ may }: ActionDoor, role: Role): boolean => may === "all" || may.some((one) => one === role);

function wanted(door: ActionDoor, role: Role): string {
  if (isIn(door, role)) return door.answers ?? "ok";
  if (role === "nobody" || role === "revoked") return "unauthenticated";
  return door.unseen?.includes(role) ? "not_found" : "forbidden";
}

async function tried(file: string, name: string, role: Role, given: unknown[]): Promise<string> {
  const action = (await appModule<Record<string, Action>>(file))[name];
  if (!action) return "no such action";
  const answer = await browser("action", role, () => action(...given));
  return answer.ok ? "ok" : answer.problem.code;
}
