import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/core/access.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { revisionList, revisionView } from "./revisions.ts";

const reader: Actor = { kind: "person", id: "developer", name: "Dev", teams: { checkout: ["member"] }, roles: [] };

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
  for (const source of [
    manualOffering.replace("title: Access grant", "title: Grant of access"),
    manualOffering.replace("kind: Offering", "# only a remark\nkind: Offering"),
  ]) {
    await portal.write("access-grant.yaml", source);
    await portal.reload();
  }
});
afterAll(() => portal.close());

const told = async (page: { cursor?: number; limit?: number } = {}) => {
  const { items, next } = await revisionList(reader, "access-grant", page);
  return {
    items: items.map(({ number, changes }) => [number, changes?.map(({ sentence }) => sentence) ?? null]),
    next,
  };
};

test("revisions are listed newest first, each with what it changed of the one before", async () => {
  expect(await told()).toEqual({
    items: [
      [3, ["Other words: title."]],
      [2, ["Other words: title."]],
      [1, null],
    ],
    next: null,
  });
});

test("a page ends where the next begins, and its last one is compared too", async () => {
  const first = await told({ limit: 2 });
  expect(first).toMatchObject({
    items: [
      [3, expect.any(Array)],
      [2, expect.any(Array)],
    ],
    next: "2",
  });
  expect(await told({ limit: 2, cursor: Number(first.next) })).toEqual({ items: [[1, null]], next: null });
  expect(await told({ cursor: 999_999_999_999_999 })).toMatchObject({ next: null });
});

test("one of them has the document as it was, and one that never was is not there", async () => {
  const { document, source, changes } = await revisionView(reader, "access-grant", 2);
  expect(document.metadata.title).toBe("Grant of access");
  expect(source).toContain("title: Grant of access");
  expect(changes).toHaveLength(1);
  await expect(revisionView(reader, "access-grant", 4)).rejects.toMatchObject({ code: "not_found" });
  await expect(revisionView(reader, "nothing", 1)).rejects.toMatchObject({ code: "not_found" });
});
