import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pretendEngine } from "#tests/portal.ts";
import { call, type Sent } from "#tests/rest.ts";
import { makeCast, type Role, roles, type Somebody } from "./cast.ts";
import { type Door, doors, type Found, type OpenDoor, toldBy } from "./doors.ts";
import { everythingKept } from "./kept.ts";
import { asBrowser, asNext } from "./next.ts";
import { openWorld, type World } from "./world.ts";

const api = path.resolve(import.meta.dirname, "../../app/api");
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

const files = readdirSync(api, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .sort();

async function handlerOf(name: string): Promise<Handler | undefined> {
  const [method = "", address = ""] = name.split(" ");
  const route = (await import(path.join(api, address.slice("/api".length), "route.ts"))) as Record<string, Handler>;
  return route[method];
}

const names = files.flatMap((file) => methods.map((method) => `${method} ${path.join("/api", path.dirname(file))}`));

let world: World;
let tokens: Record<Somebody, string>;
/** For what only reads. */
let lasting: Found;

beforeAll(async () => {
  world = await openWorld();
  tokens = await makeCast();
  lasting = await world.find();
});

afterAll(() => world.close());

/** The status of a try; a stream is left as soon as it has begun. */
async function tried(name: string, role: Role, door: Door | OpenDoor, found: Found): Promise<number> {
  const handler = await handlerOf(name);
  if (!handler) return 405;
  const [method = ""] = name.split(" ");
  const { query, body } = "open" in door ? { query: undefined, body: undefined } : door;
  const params = typeof door.params === "function" ? door.params(found) : door.params;
  const leaving = new AbortController();
  const sent: Sent = {
    method,
    signal: leaving.signal,
    ...(role === "nobody" ? {} : { token: tokens[role] }),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body: body(found) }),
    ...(params === undefined ? {} : { params }),
  };
  const route = (request: Request, context: { params: Promise<unknown> }) =>
    asBrowser("action", null, () => handler(asNext(request), context));
  const { status } = await call(route, sent);
  leaving.abort();
  return status;
}

test("every method of every route is in the table, or takes nothing", async () => {
  expect(Object.keys(doors).filter((name) => !names.includes(name))).toEqual([]);
  const found = await world.find();
  const unknown = names.filter((name) => !Object.hasOwn(doors, name));
  const told = await Promise.all(unknown.map(async (name) => [name, await tried(name, "admin", { may: [] }, found)]));
  expect(told.filter(([, status]) => status !== 405)).toEqual([]);
});

test.each(Object.entries(doors))(
  "%s lets in whom it should; refusals and reads leave nothing behind",
  async (name, door) => {
    const wanted = Object.fromEntries(roles.map((role) => [role, toldBy(door, role)]));
    // A busy machine outlives the heartbeat of the engine that is pretended.
    await pretendEngine();
    const one = name.startsWith("GET ") ? lasting : await world.find();
    const before = await everythingKept();
    const isHarmless = (role: Role) => name.startsWith("GET ") || (wanted[role] ?? 0) >= 400;
    const told = await triedBy(name, door, roles.filter(isHarmless), () => Promise.resolve(one));
    expect(await everythingKept()).toEqual(before);
    const rest = await triedBy(
      name,
      door,
      roles.filter((role) => !isHarmless(role)),
      world.find,
    );
    expect({ ...told, ...rest }).toEqual(wanted);
  },
);

async function triedBy(name: string, door: Door | OpenDoor, by: readonly Role[], find: World["find"]) {
  const told = await Promise.all(by.map(async (role) => [role, await tried(name, role, door, await find())] as const));
  return Object.fromEntries(told);
}
