import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { listEditors, loadDraft, seeEditor } from "#db/draft.ts";
import { audit, draft } from "#db/tables.ts";
import type { Actor, TeamRole } from "#lib/core/access.ts";
import { shell } from "#lib/views/organisation/shell.ts";
import { draftList, draftView } from "#lib/views/studio/draft.ts";
import { studioOfferings } from "#lib/views/studio/list.ts";
import { studioOffering } from "#lib/views/studio/studio.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import type { Command } from "../command.ts";
import { beginDraft } from "./begin.ts";
import { declineDraft } from "./decline.ts";
import { discardDraft } from "./discard.ts";
import { publishDraft } from "./publish.ts";
import { saveDraft } from "./save.ts";
import { seeDraft } from "./seen.ts";
import { submitDraft } from "./submit.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal({ ...offeringDocuments, "spare.yaml": called("spare"), "third.yaml": called("third") });
});
afterAll(() => portal.close());

const called = (name: string) => manualOffering.replace("name: access-grant", `name: ${name}`);
const somebody = (id: string, teams: Record<string, TeamRole[]>): Actor => ({
  kind: "person",
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  teams,
  roles: [],
});
const ada = somebody("ada", { "data-platform": ["author"] });
const bea = somebody("bea", { "data-platform": ["author"] });
const max = somebody("max", { "data-platform": ["member"] });
const cem = somebody("cem", { compute: ["author"] });
const dev = somebody("dev", { checkout: ["member"] });

async function done<T>(verb: Command<T>, actor: Actor, given: object): Promise<T> {
  const result = await verb({ actor, door: "browser" }, given);
  if (result.ok) return result.value;
  throw new Error([result.problem.message, ...result.problem.issues.map(({ message }) => message)].join(" "));
}

async function refused<T>(verb: Command<T>, actor: Actor, given: object) {
  const result = await verb({ actor, door: "browser" }, given);
  if (result.ok) throw new Error(`It was done: ${JSON.stringify(result.value)}`);
  return result.problem;
}

const fresh = (() => {
  let count = 0;
  return () => `new-${(count += 1)}`;
})();
const begunNew = async (actor: Actor = ada, name = fresh()) => done(beginDraft, actor, { source: called(name) });
const textOf = async (id: string) => (await loadDraft(database(), id))?.source;

describe("a save", () => {
  test("keeps any text, however broken, and the next one counts on it", async () => {
    const { id, version } = await begunNew();
    const broken = "metadata: [\n  never closed";
    expect(await done(saveDraft, ada, { id, version, source: broken })).toMatchObject({ version: 2 });
    expect(await textOf(id)).toBe(broken);
    expect(await refused(publishDraft, ada, { id, version: 2, note: "x" })).toMatchObject({
      code: "invalid",
      issues: [expect.objectContaining({ severity: "error", line: expect.any(Number) })],
    });
  });

  test("of a text that somebody has replaced since is refused, says who and when, and overwrites nothing", async () => {
    const { id, offering, version } = await begunNew();
    const theirs = `${called(offering)}# by Bea\n`;
    await done(saveDraft, bea, { id, version, source: theirs });
    const problem = await refused(saveDraft, ada, { id, version, source: `${called(offering)}# by Ada\n` });
    expect(problem.code).toBe("conflict");
    expect(problem.message).toMatch(/^Bea saved this draft at \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(await textOf(id)).toBe(theirs);
  });

  test("whose answer was lost can be sent again", async () => {
    const { id, offering, version } = await begunNew();
    const given = { id, version, source: `${called(offering)}# more\n` };
    const first = await done(saveDraft, ada, given);
    expect(await done(saveDraft, ada, given)).toEqual(first);
  });

  test("at the same time as another is taken once", async () => {
    const { id, offering, version } = await begunNew();
    const saves = await Promise.all(
      [ada, bea, ada, bea].map((actor, at) =>
        saveDraft({ actor, door: "browser" }, { id, version, source: `${called(offering)}# ${at}\n` }),
      ),
    );
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await loadDraft(database(), id))?.version).toBe(2);
  });

  const toldOf = async (offering: string) => {
    const saves = and(eq(audit.verb, "draft.save"), eq(audit.subject, `offering:${offering}`));
    return (await database().select().from(audit).where(saves).orderBy(asc(audit.id))).map(({ detail }) => detail);
  };

  test("is in the audit with what it changed; those that follow within minutes are told together", async () => {
    const { id, offering, version } = await begunNew();
    const anybody = called(offering).replace("Somebody gets", "Anybody gets");
    await done(saveDraft, ada, { id, version, source: anybody });
    await done(saveDraft, ada, { id, version: 2, source: anybody });
    await done(saveDraft, ada, { id, version: 2, source: `${anybody}# two\n` });
    const [first, ...more] = await toldOf(offering);
    expect(more).toEqual([]);
    expect(first?.["diff"]).toContain("-  summary: Somebody gets");
    expect(first?.["diff"]).toContain("+  summary: Anybody gets");
    await database()
      .update(draft)
      .set({ toldAt: sql`now() - interval '10 minutes'` })
      .where(eq(draft.id, id));
    await done(saveDraft, ada, { id, version: 3, source: `${anybody}# two\n# three\n` });
    const [, second] = await toldOf(offering);
    expect(second).toMatchObject({ version: 4, diff: expect.stringContaining("+# two\n+# three") });
  });

  test("by somebody else is in the audit at once, apart from what was typed before", async () => {
    const { id, offering, version } = await begunNew();
    await done(saveDraft, ada, { id, version, source: `${called(offering)}# one\n` });
    await done(saveDraft, ada, { id, version: 2, source: `${called(offering)}# one\n# two\n` });
    await done(saveDraft, bea, { id, version: 3, source: `${called(offering)}# one\n# two\n#${"x".repeat(99_000)}\n` });
    const [, told] = await toldOf(offering);
    expect(told).toMatchObject({ version: 4, earlier: { by: "Ada", diff: expect.stringContaining("+# two") } });
    expect(told?.["diff"]).not.toContain("+# two");
    expect(JSON.stringify(told).length).toBeLessThan(22_000);
  });

  test("of more than a document may have is refused", async () => {
    const { id, version } = await begunNew();
    const problem = await refused(saveDraft, ada, { id, version, source: "x".repeat(600_000) });
    expect(problem.message).toContain("524288");
  });
});

describe("a new offering", () => {
  test("goes by the name and the team that its text gives it, while it was never published", async () => {
    const { id, version } = await begunNew();
    const name = fresh();
    const saved = await done(saveDraft, ada, { id, version, source: called(name) });
    expect(saved.offering).toBe(name);
    expect((await studioOffering(ada, name)).draft?.id).toBe(id);
    // Compute is not hers to give it to.
    const moved = called(name).replace("owner: data-platform", "owner: compute");
    await done(saveDraft, ada, { id, version: 2, source: moved });
    expect((await draftView(ada, id)).owner).toBe("data-platform");
  });

  test("keeps its name when the new one is taken, and is not published by that", async () => {
    const { id, offering, version } = await begunNew();
    const taken = await done(saveDraft, ada, { id, version, source: called("access-grant") });
    expect(taken.offering).toBe(offering);
    const problem = await refused(publishDraft, ada, { id, version: 2, note: "x" });
    expect(problem).toMatchObject({ code: "conflict", issues: [expect.objectContaining({ path: "/metadata/name" })] });
    expect((await refused(beginDraft, bea, { source: called(offering) })).message).toContain("already");
  });

  test.each([
    ["no name", "title: X", "metadata.name"],
    ["a name that is none", called("Not A Name"), "metadata.name"],
    ["a team that is not there", called("fine").replace("owner: data-platform", "owner: nobody"), "no team “nobody”"],
  ])("with %s is not begun", async (_, source, message) => {
    expect((await refused(beginDraft, ada, { source })).message).toContain(message);
  });

  test("of several who begin it at once is begun by one", async () => {
    const name = fresh();
    const all = await Promise.all(
      [ada, bea, ada].map((actor) => beginDraft({ actor, door: "rest" }, { source: called(name) })),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("a draft of what is there", () => {
  test("is one for the team: who begins it again goes on with it", async () => {
    const begun = await done(beginDraft, ada, { offering: "access-grant" });
    expect(begun).toMatchObject({ proposal: false, basedOn: 1, begun: true });
    expect(await done(beginDraft, bea, { offering: "access-grant" })).toEqual({ ...begun, begun: false });
    const other = await refused(beginDraft, bea, { offering: "access-grant", source: called("access-grant") + "# x" });
    expect(other).toMatchObject({ code: "conflict", message: expect.stringContaining("Ada") });
  });

  test("once it is discarded begins anew from what is published", async () => {
    const { id, version } = await done(beginDraft, ada, { offering: "spare" });
    await done(saveDraft, ada, { id, version, source: "gone" });
    await done(discardDraft, bea, { id });
    const late = await refused(saveDraft, ada, { id, version: 2, source: "more" });
    expect(late).toMatchObject({ code: "conflict", message: expect.stringContaining("Bea discarded this draft") });
    const next = await done(beginDraft, ada, { offering: "spare" });
    expect(next).toMatchObject({ begun: true, version: 1 });
    expect(next.id).not.toBe(id);
    expect(await textOf(next.id)).toBe(called("spare"));
  });

  test("is written by its team's authors alone; its members see it, others do not know of it", async () => {
    const { id, version } = await done(beginDraft, ada, { offering: "access-grant" });
    const given = { id, version, source: "x" };
    expect((await refused(saveDraft, max, given)).code).toBe("forbidden");
    expect((await refused(publishDraft, max, { id, version, note: "x" })).code).toBe("forbidden");
    expect((await draftView(max, id)).may).toMatchObject({ save: false, publish: false });
    for (const actor of [cem, dev]) expect((await refused(saveDraft, actor, given)).code).toBe("not_found");
    expect((await studioOffering(dev, "access-grant")).draft).toBeNull();
    expect((await studioOfferings(dev)).items.find(({ name }) => name === "access-grant")?.draft).toBeNull();
    expect((await studioOfferings(max)).items.find(({ name }) => name === "access-grant")?.draft?.id).toBe(id);
  });
});

describe("a proposal", () => {
  const proposed = async (actor: Actor, offering = "third") => {
    const begun = await done(beginDraft, actor, { offering });
    const source = called(offering).replace("Somebody gets", `${actor.name} gets`);
    await done(saveDraft, actor, { id: begun.id, version: begun.version, source });
    return begun;
  };

  test("is what begins who may not write; only they see it until they show it", async () => {
    const { id, proposal } = await proposed(dev);
    expect(proposal).toBe(true);
    for (const actor of [ada, max]) await expect(draftView(actor, id)).rejects.toThrow("no such draft");
    expect((await refused(publishDraft, ada, { id, version: 2, note: "x" })).code).toBe("not_found");
    const before = (await shell(ada)).proposals;
    await done(submitDraft, dev, { id, version: 2, note: "It should say who." });
    expect((await shell(ada)).proposals).toBe(before + 1);
    for (const actor of [cem, dev, max]) expect((await shell(actor)).proposals).toBe(0);
    expect((await studioOffering(ada, "third")).proposals).toMatchObject([{ id, note: "It should say who." }]);
    expect((await studioOfferings(ada, { text: "third" })).items).toMatchObject([{ proposals: 1 }]);
    expect((await draftList(cem)).items.map((item) => item.id)).not.toContain(id);
    expect((await refused(submitDraft, dev, { id, version: 2, note: "Again." })).code).toBe("conflict");
    expect((await refused(publishDraft, dev, { id, version: 2, note: "x" })).code).toBe("forbidden");
    expect((await refused(declineDraft, max, { id, reason: "x" })).code).toBe("forbidden");
    expect((await refused(saveDraft, ada, { id, version: 2, source: "x" })).message).toContain("Dev");
    await done(declineDraft, bea, { id, reason: "It is somebody on purpose." });
    expect((await studioOffering(dev, "third")).answered).toMatchObject({
      state: "declined",
      reason: "It is somebody on purpose.",
      endedBy: "Bea",
    });
  });

  test("of each person is one, and an owner publishes the one they like", async () => {
    const [one, other] = [await proposed(dev), await proposed(cem)];
    expect(one.id).not.toBe(other.id);
    expect((await done(beginDraft, cem, { offering: "third" })).id).toBe(other.id);
    await done(submitDraft, cem, { id: other.id, version: 2, note: "Cem knows." });
    const published = await done(publishDraft, ada, { id: other.id, version: 2, note: "As Cem says." });
    expect(published).toMatchObject({ name: "third", revision: 2 });
    expect((await studioOffering(cem, "third")).answered).toMatchObject({ state: "published", revision: 2 });
    // What Dev has not shown yet was begun from the revision before.
    expect((await studioOffering(dev, "third")).draft).toMatchObject({ id: one.id, basedOn: 1, current: 2 });
  });

  test("of something new is what its owners find under its name, and its author again once it is declined", async () => {
    const { id, offering, proposal } = await begunNew(dev);
    expect(proposal).toBe(true);
    await expect(studioOffering(ada, offering)).rejects.toThrow("There is no offering");
    await done(submitDraft, dev, { id, version: 1, note: "We need it." });
    expect(await studioOffering(ada, offering)).toMatchObject({ published: null, draft: { id }, mayWrite: true });
    await done(declineDraft, ada, { id, reason: "We have one." });
    const page = await studioOffering(dev, offering);
    expect(page).toMatchObject({ draft: { id, state: "declined" }, answered: { reason: "We have one." } });
  });

  test("of something that is not offered to them begins nobody", async () => {
    expect((await refused(beginDraft, dev, { offering: "search-index" })).code).toBe("not_found");
  });
});

test("whoever has a draft on the screen is seen for half a minute, by the time that passes", async () => {
  const { id } = await begunNew();
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
  await database().transaction(async (tx) => {
    await seeEditor(tx, { draft: id, person: "ada", name: "Ada" }, at(0));
    await seeEditor(tx, { draft: id, person: "bea", name: "Bea" }, at(20));
  });
  const seen = async (second: number) => (await listEditors(database(), [id], at(second))).map(({ name }) => name);
  expect(await seen(21)).toEqual(["Ada", "Bea"]);
  expect(await seen(45)).toEqual(["Bea"]);
  expect(await seen(55)).toEqual([]);
  expect((await done(seeDraft, bea, { id })).editors.map(({ name }) => name)).toEqual(["Bea"]);
  await done(discardDraft, ada, { id });
  expect(await done(seeDraft, bea, { id })).toMatchObject({ state: "discarded", editors: [] });
});
