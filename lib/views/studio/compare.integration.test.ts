import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { addDraft } from "#db/draft.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { manualOffering } from "#tests/documents.ts";
import { type DemoUser, freshPortal, type Portal } from "#tests/portal.ts";
import { compareView } from "./compare.ts";
import { replayOfDraft } from "./replay.ts";

const name = "access-grant";
const second = manualOffering
  .replace("enum: [small, large]", "enum: [small]")
  .replace("required: [name, reason]", "required: [name, reason, zone]")
  .replace("    rack:", "    zone: { type: string, title: Zone }\n    rack:");

let portal: Portal;
const numbers: string[] = [];
const as = (user: DemoUser) => portal.actor(user);

async function ordered(inputs: JsonObject): Promise<void> {
  const context = { actor: await as("developer"), door: "rest" } as const;
  const order = { offering: name, project: "checkout", environment: "dev", inputs: { reason: "x", ...inputs } };
  const result = await orderRequest(context, order);
  if (!result.ok) throw new Error(result.problem.message);
  numbers.push(result.value.number);
}

async function draftOf(source: string): Promise<string> {
  const by = { kind: "person", id: "author", name: "Demo author" } as const;
  const draft = { offering: name, owner: "data-platform", proposal: false, basedOn: 2, source, who: "author", by };
  const id = await database().transaction((tx) => addDraft(tx, draft));
  if (id === undefined) throw new Error("There is a draft already.");
  return id;
}

let draft: string;
beforeAll(async () => {
  portal = await freshPortal({ "access-grant.yaml": manualOffering });
  await ordered({ name: "one" });
  await ordered({ name: "two", size: "large" });
  await portal.write("access-grant.yaml", second);
  await portal.reload();
  await ordered({ name: "three", zone: "a" });
  draft = await draftOf(second.replace("    zone: { type: string, title: Zone }\n", "").replace(", zone]", "]"));
});
afterAll(() => portal.close());

describe("two revisions", () => {
  test("differ in lines, in words, and in what they mean for what was ordered", async () => {
    const view = await compareView(await as("author"), name, {});
    expect(view).toMatchObject({
      title: "Access grant",
      from: { key: "1", revision: 1 },
      to: { key: "2", revision: 2 },
    });
    const changed = view.hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind !== "same");
    expect(changed.map(({ text }) => text)).toContain("    zone: { type: string, title: Zone }");
    expect(view.changes?.map(({ sentence }) => sentence)).toContain("It also asks “Zone”, which has to be answered.");
    expect(view.replay).toMatchObject({ over: 3, orders: 3, valid: 1, asks: 1, fails: 1 });
    expect(view.replay?.already).toEqual({ revision: 1, count: 0 });
    expect(view.replay?.questions).toMatchObject([
      { outcome: "fails", question: "size", count: 1, examples: [numbers[1]] },
      { outcome: "asks", question: "zone", count: 2 },
    ]);
    expect(view.replay?.running).toEqual([
      { revision: 1, count: 2 },
      { revision: 2, count: 1 },
    ]);
    expect(view.choices.map(({ label }) => label)).toEqual(["The draft", "Revision 2", "Revision 1"]);
  });

  test("can be held against each other by whoever finds it in the catalog, without what others have ordered", async () => {
    const view = await compareView(await as("developer"), name, { from: "2", to: "1" });
    expect(view.changes?.map(({ sentence }) => sentence)).toContain("It no longer asks “Zone”.");
    expect(view.replay).toBeNull();
    expect(view.choices.map(({ key }) => key)).toEqual(["2", "1"]);
  });

  test.each(["0", "3", "-1", "00000000-0000-4000-8000-000000000000"])("are not there as %s", async (key) => {
    await expect(compareView(await as("author"), name, { to: key })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a draft", () => {
  test("is held against what is published, for those who may see it", async () => {
    const view = await compareView(await as("approver"), name, { to: draft });
    expect(view).toMatchObject({ from: { key: "2" }, to: { key: draft, revision: null, by: "Demo author" } });
    await expect(compareView(await as("developer"), name, { to: draft })).rejects.toMatchObject({ code: "not_found" });
  });

  test("tells how many past orders it leaves valid, and counts secrets as given", async () => {
    const replay = await replayOfDraft(await as("author"), draft);
    expect(replay).toMatchObject({ over: 3, valid: 2, asks: 0, fails: 1, already: { revision: 2, count: 1 } });
    expect(replay.questions).toMatchObject([
      { outcome: "fails", question: "size" },
      { outcome: "dropped", question: "zone", count: 1, examples: [numbers[2]] },
    ]);
    await expect(replayOfDraft(await as("developer"), draft)).rejects.toMatchObject({ code: "not_found" });
  });
});
