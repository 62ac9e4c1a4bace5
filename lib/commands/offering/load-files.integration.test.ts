import { afterEach, beforeEach, expect, test } from "vitest";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { loadCurrent } from "#db/offering.ts";
import { offering, revision } from "#db/tables.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";

let portal: Portal;

beforeEach(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterEach(() => portal.close());

const current = async () => (await loadCurrent(database(), "access-grant"))?.number;
const changed = manualOffering.replace("Somebody gets", "Anybody gets");

test("a start publishes each document once, and a second start changes nothing", async () => {
  expect(await current()).toBe(1);
  expect(await portal.reload()).toEqual({ published: [], drafted: [], hidden: [], broken: [] });
  expect(await current()).toBe(1);
});

test("a changed file becomes the next revision", async () => {
  await portal.write("access-grant.yaml", changed);
  expect((await portal.reload()).published).toEqual([{ name: "access-grant", revision: 2 }]);
  expect((await loadCurrent(database(), "access-grant"))?.document.metadata.summary).toContain("Anybody");
});

test("a broken file keeps the last good revision and is told with line and column, at every start", async () => {
  await portal.write("access-grant.yaml", manualOffering.replace("  title: Access grant\n", ""));
  const first = await portal.reload();
  const [broken] = first.broken;
  expect(broken?.file).toMatch(/access-grant\.yaml$/);
  expect(broken?.issues[0]).toMatchObject({ severity: "error", path: "/metadata/title" });
  expect(broken?.issues[0]?.line).toBeGreaterThan(1);
  expect((await portal.reload()).broken).toEqual(first.broken);
  expect(await current()).toBe(1);
  await portal.write("access-grant.yaml", changed);
  expect((await portal.reload()).broken).toEqual([]);
  expect(await current()).toBe(2);
});

test("a removed file is hidden, and offered again when it is back", async () => {
  await rm(path.join(portal.folder, "access-grant.yaml"));
  expect((await portal.reload()).hidden).toEqual(["access-grant"]);
  expect(await current()).toBeUndefined();
  await portal.write("access-grant.yaml", manualOffering);
  expect((await portal.reload()).published).toEqual([]);
  expect(await current()).toBe(1);
});

test("after an edit in the studio a changed file becomes a draft", async () => {
  await database().update(revision).set({ origin: "studio" }).where(eq(revision.offering, "access-grant"));
  await portal.write("access-grant.yaml", changed);
  expect((await portal.reload()).drafted).toEqual(["access-grant"]);
  expect(await current()).toBe(1);
  const [row] = await database().select().from(offering).where(eq(offering.name, "access-grant"));
  expect(row?.draft).toBe(changed);
});

test("a file whose offering has another name is not offered", async () => {
  await portal.write("other.yaml", manualOffering);
  const { broken, published } = await portal.reload();
  expect(published).toEqual([]);
  expect(broken[0]?.issues[0]?.message).toContain("give both one name");
});

test("a file of any bytes does not keep PAO from starting", async () => {
  await portal.write("odd.yaml", "\0\uFFFF: [}\0");
  await portal.write(
    "nul.yaml",
    manualOffering.replace("name: access-grant", "name: nul").replace("title: Access grant", 'title: "A\\0B"'),
  );
  expect((await portal.reload()).broken.map(({ file }) => path.basename(file))).toEqual(["nul.yaml", "odd.yaml"]);
});

test("several processes that start at once publish once", async () => {
  await portal.write("access-grant.yaml", changed);
  await Promise.all([portal.reload(), portal.reload(), portal.reload()]);
  expect(await current()).toBe(2);
});

test("a changed module makes a new revision of the document that names it", async () => {
  await mkdir(path.join(portal.folder, "modules/grant"), { recursive: true });
  await portal.write("modules/grant/main.tf", "# one");
  await portal.write("access-grant.yaml", `${manualOffering}# see modules/grant\n`);
  await portal.reload();
  await portal.write("modules/grant/main.tf", "# two");
  expect((await portal.reload()).published).toEqual([{ name: "access-grant", revision: 3 }]);
});
