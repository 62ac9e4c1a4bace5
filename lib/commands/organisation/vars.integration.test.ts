import { afterAll, beforeAll, expect, test } from "vitest";
import { loadVars } from "#db/organisation.ts";
import { database } from "#db/client.ts";
import { varList } from "#lib/views/organisation/vars.ts";
import { manualOffering } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import type { CommandContext } from "../command.ts";
import { addVar } from "./add-var.ts";
import { changeVar } from "./change-var.ts";
import { removeVar } from "./remove-var.ts";

let portal: Portal;
let admin: CommandContext;

beforeAll(async () => {
  portal = await freshPortal({
    "access-grant.yaml": manualOffering.replace('instructions: "', 'instructions: "Ask ${{ vars.desk.mail }}. '),
  });
  admin = { actor: await portal.actor("admin"), door: "rest" };
});
afterAll(() => portal.close());

const readers = async (name: string) =>
  (await varList(await portal.actor("author"), {})).items.find((row) => row.name === name)?.readers;

test("a document that reads a var which is not there waits for it, and is offered once it is", async () => {
  expect(await readers("desk")).toBeUndefined();
  expect(await addVar(admin, { name: "desk", value: { mail: "desk@shop.example" } })).toMatchObject({ ok: true });
  expect((await portal.reload()).published).toMatchObject([{ name: "access-grant" }]);
  expect(await readers("desk")).toEqual([{ name: "access-grant", title: "Access grant" }]);
});

test("a change that its readers can take is made, one that they can't is refused with the places", async () => {
  const changed = await changeVar(admin, { name: "desk", value: { mail: "help@shop.example", floor: 3 } });
  expect(changed).toMatchObject({ ok: true, value: { version: 2, readers: ["access-grant"] } });
  const refused = await changeVar(admin, { name: "desk", value: "help@shop.example" });
  const message: unknown = expect.stringMatching(/^access-grant, line \d+: /);
  expect(refused).toMatchObject({ ok: false, problem: { code: "conflict", issues: [{ path: "/value", message }] } });
  expect((await loadVars(database()))["desk"]).toEqual({ mail: "help@shop.example", floor: 3 });
});

test("a var that an offering reads is not removed, one that none reads is", async () => {
  expect(await removeVar(admin, { name: "desk" })).toMatchObject({
    ok: false,
    problem: { message: "The var “desk” can't be removed: it still has 1 offering that reads it (access-grant)." },
  });
  expect(await addVar(admin, { name: "spare", value: null })).toMatchObject({ ok: true, value: { value: null } });
  expect(await removeVar(admin, { name: "spare" })).toMatchObject({ ok: true });
});

test.each(["__proto__", "constructor", "a-b", "for", ""])("a var is not called %j", async (name) => {
  expect(await addVar(admin, { name, value: 1 })).toMatchObject({ ok: false, problem: { code: "invalid" } });
});
