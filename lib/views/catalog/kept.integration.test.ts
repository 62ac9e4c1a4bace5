import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { loadCurrent, publishRevision, setOffering } from "#db/offering.ts";
import { team } from "#db/tables.ts";
import type { Actor } from "#lib/core/access.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { catalog } from "./catalog.ts";
import { currentCatalog } from "./kept.ts";

let portal: Portal;
let admin: Actor;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
  admin = await portal.actor("admin");
});

afterAll(() => portal.close());

async function publish(name: string, title: string): Promise<void> {
  const current = await loadCurrent(database(), "access-grant");
  if (!current) throw new Error("access-grant");
  const metadata = { ...current.document.metadata, name, title };
  const by = { kind: "system", id: "start", name: "PAO" } as const;
  const document = { ...current.document, metadata };
  await database().transaction((tx) =>
    publishRevision(tx, { document, source: "", digest: title, level: "ticket", origin: "studio", by }),
  );
}

const titles = async (text: string) => (await catalog(admin, { text })).items.map(({ title }) => title);

test("what is published, published anew or hidden is so in the next answer", async () => {
  await publish("ferry", "Ferry");
  expect(await titles("ferry")).toEqual(["Ferry"]);
  await publish("ferry", "Ferry to the island");
  expect(await titles("island")).toEqual(["Ferry to the island"]);
  await database().transaction((tx) => setOffering(tx, "ferry", { hidden: true }));
  expect(await titles("ferry")).toEqual([]);
});

test("a team's new name is found at once", async () => {
  await database().update(team).set({ title: "Lighthouse keepers" }).where(eq(team.name, "data-platform"));
  expect(await titles("lighthouse")).toContain("Access grant");
});

test("of a catalog that changed, what did not change stays the same object", async () => {
  const entryOf = async (name: string) => {
    const { entries, placeOf } = await currentCatalog();
    return entries[placeOf.get(name) ?? -1];
  };
  const before = await entryOf("access-grant");
  await publish("tram", "Tram");
  expect(await entryOf("tram")).toMatchObject({ item: { title: "Tram" } });
  expect(before).toBeDefined();
  expect(await entryOf("access-grant")).toBe(before);
});

test("a step that no engine can run now blocks a card, until one can", async () => {
  await publish("bus", "Bus");
  await database().execute(sql`
    update revision set document = jsonb_set(document::jsonb, '{fulfillment,steps}',
      '[{"id": "go", "uses": "terraform", "with": {"module": "modules/x"}, "blocking": true}]')::json
    where offering = 'bus'`);
  const blocked = async () => (await catalog(admin, { text: "bus" })).items[0]?.blocked;
  expect(await blocked()).toMatch(/engine/);
  await database().execute(
    sql`insert into engine (id, version, capabilities) values ('e', '1', '{"terraform": "1.11.4"}')`,
  );
  expect(await blocked()).toBeNull();
});
