import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { resource } from "#db/tables.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import { type Engine, startEngine } from "#lib/engine/start.ts";
import { offeringNamed } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { resourceView } from "./resource.ts";

const asks = '{ id: ask, uses: manual, with: { team: data-platform, instructions: "Say so." } }';
const retire = `operations: { retire: { title: Give back, fulfillment: { steps: [${asks}] } } }`;

let portal: Portal;
let engine: Engine;
beforeAll(async () => {
  portal = await freshPortal({
    "given.yaml": offeringNamed("given", asks, retire),
    "kept.yaml": offeringNamed("kept", asks),
    "whole.yaml": offeringNamed(
      "whole",
      "{ id: one, uses: offering, with: { offering: given } }, { id: two, needs: [], uses: offering, with: { offering: kept } }",
    ),
  });
  engine = await startEngine({
    databaseUrl: globalThis.paoDatabase?.url ?? "",
    concurrency: 2,
    baseUrl: "http://localhost:3000",
    version: "test",
    longestPauseSeconds: 1,
    dataDir: tmpdir(),
  });
});
afterAll(async () => {
  await engine?.stop();
  await portal?.close();
});

test("a bundle's resource names the parts that are still there, and how each is retired", async () => {
  const actor = await portal.actor("developer");
  const body = { offering: "whole", project: "checkout", environment: "dev", inputs: {} };
  const ordered = await orderRequest({ actor, door: "rest" }, body);
  if (!ordered.ok) throw new Error(ordered.problem.message);
  const parts = async () => (await resourceView(actor, ordered.value.resource)).parts;
  await expect.poll(async () => (await parts()).length, { timeout: 20_000 }).toBe(2);
  const found = Object.fromEntries((await parts()).map((part) => [part.offering, part]));
  expect(found).toMatchObject({ given: { retire: "Give back" }, kept: { retire: null } });
  const { id = "" } = found["given"] ?? {};
  expect((await resourceView(actor, id)).parts).toEqual([]);
  await database().update(resource).set({ state: "retired" }).where(eq(resource.id, id));
  expect((await parts()).map(({ offering }) => offering)).toEqual(["kept"]);
});
