import { afterAll, beforeAll, expect, test } from "vitest";
import type { DraftItem, DraftView } from "#lib/views/studio/shape.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { type DemoUser, freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import { POST as publish } from "../api/v1/drafts/[id]/publish/route.ts";
import { DELETE as discard, GET as look, PUT as save } from "../api/v1/drafts/[id]/route.ts";
import { GET as list, POST as begin } from "../api/v1/drafts/route.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});
afterAll(() => portal.close());

interface Page {
  items: DraftItem[];
  next: string | null;
}

const begun = (user: DemoUser, body: object) => call(begin, { user, body });
const idOf = async (answered: Promise<Response>) => (await read<{ id: string }>(answered)).id;
const called = (name: string) => manualOffering.replace("name: access-grant", `name: ${name}`);

test("a draft is begun once, saved over what was seen, and published as the next revision", async () => {
  const first = await begun("author", { offering: "access-grant" });
  expect(first.status).toBe(201);
  const { id, version } = await read<{ id: string; version: number }>(first);
  expect((await begun("author", { offering: "access-grant" })).status).toBe(200);
  const params = { id };
  const put = (source: string, seen: number) =>
    call(save, { user: "author", method: "PUT", params, body: { source, version: seen } });
  const source = manualOffering.replace("Somebody gets", "Anybody gets");
  expect(await read(put(source, version))).toMatchObject({ id, version: 2 });
  const late = await put(manualOffering, version);
  expect(late.status).toBe(409);
  expect(await read(late)).toMatchObject({
    type: expect.stringContaining("conflict"),
    detail: expect.stringContaining("saved this draft"),
  });
  expect(await read<DraftView>(call(look, { user: "author", params }))).toMatchObject({
    source,
    version: 2,
    current: 1,
  });
  const given = { version: 2, note: "Anybody may." };
  expect((await call(publish, { user: "developer", params, body: given })).status).toBe(404);
  expect(await read(call(publish, { user: "author", params, body: given }))).toMatchObject({
    name: "access-grant",
    revision: 2,
  });
});

test("drafts come in pages, those that were begun last first", async () => {
  const ids: string[] = [];
  for (const name of ["a", "b", "c"]) ids.unshift(await idOf(begun("author", { source: called(`page-${name}`) })));
  const page = (query: string) => read<Page>(call(list, { user: "author", query }));
  const first = await page("?limit=2");
  const second = await page(`?limit=2&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
  expect(first.items[0]).not.toHaveProperty("source");
  expect((await page("?cursor=nothing")).items).toEqual([]);
  for (const id of ids) await call(discard, { user: "author", method: "DELETE", params: { id } });
  expect((await page("")).items).toEqual([]);
});

test("what is no text of an offering is told as what it lacks", async () => {
  const refused = async (body: object) => {
    const answered = await begun("author", body);
    expect(answered.status).toBe(422);
    return (await read<{ issues: { message: string }[] }>(answered)).issues.map(({ message }) => message);
  };
  expect(await refused({ source: 5 })).toEqual(["Give the text of a document."]);
  expect(await refused({ source: "" })).toEqual(["metadata.name is missing: say what the offering is called."]);
  expect(await refused({ source: "metadata: { name: new-one }" })).toEqual([
    "metadata.owner is missing: say which team it belongs to.",
  ]);
  expect((await refused({ source: "on: push\njobs: {}\n" }))[0]).toMatch(
    /^This is no offering: it looks like a GitHub/,
  );
  const id = await idOf(begun("author", { source: "metadata: { name: new-one, owner: data-platform }" }));
  const answered = await call(publish, { user: "author", params: { id }, body: { version: 1, note: "One." } });
  expect(await read(answered)).toMatchObject({ remedy: "Mend the draft, then publish it." });
});
