import { afterEach, beforeEach, expect, test } from "vitest";
import { serveState, type StateServer } from "./state-server.ts";
import type { StateStore } from "./store.ts";

let server: StateServer;
let state: string | null;
let away: boolean;
let told: string[];

beforeEach(async () => {
  state = null;
  away = false;
  told = [];
  const store: StateStore = {
    take: async () => null,
    keep: async () => true,
    release: async () => {},
    read: async () => state,
    write: async (next) => {
      if (away) throw new Error("away");
      state = next;
    },
    effect: async () => null,
    noteEffect: async () => {},
    noteBegun: async () => {},
    settle: async () => {},
    forgetEffect: async () => {},
  };
  server = await serveState(store, (text) => told.push(text));
});
afterEach(() => server.close());

function ask(method: string, body?: string, password = String(server.backend["password"])): Promise<Response> {
  const headers = { authorization: `Basic ${btoa(`${server.backend["username"]}:${password}`)}` };
  return fetch(String(server.backend["address"]), { method, headers, ...(body === undefined ? {} : { body }) });
}

test("a state is kept, read and removed", async () => {
  expect((await ask("GET")).status).toBe(204);
  expect((await ask("POST", '{"serial":1}')).status).toBe(200);
  expect(await (await ask("GET")).text()).toBe('{"serial":1}');
  expect((await ask("DELETE")).status).toBe(200);
  expect(state).toBeNull();
});

test("nobody gets in without the password of this run", async () => {
  for (const wrong of ["", "x", String(server.backend["password"]).toUpperCase().slice(1)])
    expect((await ask("GET", undefined, wrong)).status).toBe(401);
  expect((await fetch(String(server.backend["address"]))).status).toBe(401);
});

test("commands of the run wait for each other's lock", async () => {
  expect((await ask("LOCK", '{"ID":"one"}')).status).toBe(200);
  const refused = await ask("LOCK", '{"ID":"two"}');
  expect([refused.status, await refused.text()]).toEqual([423, '{"ID":"one"}']);
  expect((await ask("UNLOCK", '{"ID":"two"}')).status).toBe(409);
  expect((await ask("UNLOCK", '{"ID":"one"}')).status).toBe(200);
  expect((await ask("LOCK", '{"ID":"two"}')).status).toBe(200);
});

test("a database that is away is an answer upon which Terraform asks again", async () => {
  away = true;
  expect((await ask("POST", "{}")).status).toBe(500);
  expect(told).toEqual(["The state can't be reached: away"]);
});
