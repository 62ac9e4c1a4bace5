import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { loadCurrent, setOffering } from "#db/offering.ts";
import { audit, revision } from "#db/tables.ts";
import type { Actor, TeamRole } from "#lib/core/access.ts";
import { pinsOf } from "#lib/core/offering/bundle/child.ts";
import { documentOf, order } from "#lib/core/offering/bundle/bundle.fixture.ts";
import { catalog } from "#lib/views/catalog/catalog.ts";
import { manualOffering } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import type { Command } from "../command.ts";
import { rollBack } from "../offering/rollback.ts";
import { beginDraft } from "./begin.ts";
import { publishDraft } from "./publish.ts";
import { saveDraft } from "./save.ts";

const called = (name: string) => manualOffering.replace("name: access-grant", `name: ${name}`);

const part = documentOf("part", {
  inputs: `  type: object
  required: [name]
  properties:
    name: { type: string, title: Name }
    size: { type: string, title: Size, enum: [small, large], default: small }`,
});

const whole = documentOf("whole", {
  inputs: `  type: object
  required: [part]
  properties:
    part: { $ref: "offering:part", omit: [name] }`,
  steps: `    - id: part
      title: The part
      uses: offering
      with: { offering: part, from: "\${{ inputs.part }}", inputs: { name: fixed } }`,
});

let portal: Portal;
beforeAll(async () => {
  const plain = Object.fromEntries(["one", "two", "three", "four"].map((name) => [`${name}.yaml`, called(name)]));
  portal = await freshPortal({ ...plain, "part.yaml": part, "whole.yaml": whole });
});
afterAll(() => portal.close());

const author = (id: string, ...teams: string[]): Actor => ({
  kind: "person",
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  teams: Object.fromEntries(teams.map((team): [string, TeamRole[]] => [team, ["author"]])),
  roles: [],
});
const ada = author("ada", "data-platform", "compute");
const bea = author("bea", "data-platform");

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

/** A draft of what is there, saved as it is to be published. */
async function drafted(offering: string, source: string, actor: Actor = ada) {
  const { id, version } = await done(beginDraft, actor, { offering });
  const saved = await done(saveDraft, actor, { id, version, source });
  return { id, version: saved.version };
}

const never = (): never => {
  throw new Error("It is offered.");
};
const current = (name: string) => loadCurrent(database(), name);

describe("publishing", () => {
  test("begins an offering that anybody can order at once", async () => {
    const source = called("brand-new").replace("title: Access grant", "title: Brand new");
    const { id, version } = await done(beginDraft, ada, { source });
    const published = await done(publishDraft, ada, { id, version, note: "The first one." });
    expect(published).toEqual({ name: "brand-new", revision: 1, recomposed: [], unfit: [] });
    expect((await catalog(ada, { text: "brand new" })).items).toMatchObject([{ name: "brand-new", revision: 1 }]);
    const [kept] = await database().select().from(revision).where(eq(revision.offering, "brand-new"));
    expect(kept).toMatchObject({ source, origin: "studio", changeNote: "The first one.", publishedBy: { id: "ada" } });
    expect((await portal.reload()).hidden).toEqual([]);
  });

  test("is in the audit in words and in lines", async () => {
    const draft = await drafted("one", called("one").replace("[small, large]", "[small, large, huge]"));
    await done(publishDraft, ada, { ...draft, note: "Huge ones." });
    const subject = and(eq(audit.verb, "offering.publish"), eq(audit.subject, "offering:one"));
    const entries = await database()
      .select()
      .from(audit)
      .where(and(subject, eq(audit.door, "browser")));
    expect(entries).toHaveLength(1);
    expect(entries[0]?.detail).toMatchObject({
      revision: 2,
      note: "Huge ones.",
      draft: draft.id,
      differences: ["“Size” also takes huge."],
      diff: expect.stringContaining("+    size: { type: string, title: Size, enum: [small, large, huge]"),
    });
  });

  test("asks what is to be remembered of it", async () => {
    const draft = await drafted("two", called("two").replace("Somebody", "Anybody"));
    for (const note of [undefined, " "])
      expect((await refused(publishDraft, ada, { ...draft, note })).issues[0]?.path).toBe("/note");
    expect((await current("two"))?.number).toBe(1);
  });

  test("twice at once is done once: the second is told who was first", async () => {
    const draft = await drafted("three", called("three").replace("Somebody", "Anybody"));
    const both = await Promise.all(
      [ada, bea].map((actor) => publishDraft({ actor, door: "browser" }, { ...draft, note: "Mine." })),
    );
    const [told] = both.flatMap((result) => (result.ok ? [] : [result.problem]));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(told?.code).toBe("conflict");
    expect(told?.message).toMatch(/^(Ada|Bea) published this draft as revision 2 at/);
    expect((await current("three"))?.number).toBe(2);
  });

  test("over a newer revision is done only by who says that they have seen it", async () => {
    const draft = await drafted("four", called("four").replace("Somebody", "Anybody"), bea);
    await portal.write("four.yaml", called("four").replace("Somebody", "A person"));
    await portal.reload();
    const given = { ...draft, note: "Mine." };
    const problem = await refused(publishDraft, bea, given);
    expect(problem).toMatchObject({ code: "conflict", message: "PAO has published revision 2 since." });
    expect((await refused(publishDraft, bea, { ...given, over: 1 })).code).toBe("conflict");
    expect(await done(publishDraft, bea, { ...given, over: 2 })).toMatchObject({ revision: 3 });
    expect((await current("four"))?.document.metadata.summary).toContain("Anybody");
  });

  test("under another name is refused", async () => {
    const draft = await drafted("two", called("deux"));
    expect((await refused(publishDraft, ada, { ...draft, note: "x" })).message).toContain("keeps its name");
  });

  test("an offering away is for authors of both teams", async () => {
    const given = called("one").replace("owner: data-platform", "owner: compute");
    const draft = await drafted("one", given, bea);
    const problem = await refused(publishDraft, bea, { ...draft, note: "To compute." });
    expect(problem).toMatchObject({ code: "forbidden", message: expect.stringContaining("team compute") });
    await done(publishDraft, ada, { ...draft, note: "To compute." });
    expect(await done(beginDraft, bea, { offering: "one" })).toMatchObject({ proposal: true });
  });

  test("brings back what was hidden because its file had gone", async () => {
    await database().transaction((tx) => setOffering(tx, "two", { hidden: true }));
    const { id, version } = await done(beginDraft, ada, { offering: "two" });
    const saved = await done(saveDraft, ada, { id, version, source: called("two").replace("Somebody", "Nobody") });
    await done(publishDraft, ada, { id, version: saved.version, note: "Here again." });
    expect((await current("two"))?.document.metadata.summary).toContain("Nobody");
  });

  test("keeps the modules of the folder as they are then", async () => {
    await mkdir(path.join(portal.folder, "modules/grant"), { recursive: true });
    const file = path.join(portal.folder, "modules/grant/main.tf");
    await writeFile(file, 'output "id" { value = 1 }\n');
    const source = called("with-module").replace(
      "  steps:\n",
      "  steps:\n    - { id: made, uses: terraform, with: { module: modules/grant } }\n",
    );
    const { id, version } = await done(beginDraft, ada, { source });
    await done(publishDraft, ada, { id, version, note: "First." });
    const first = (await current("with-module"))?.modules["modules/grant"];
    expect(first?.description.outputs).toEqual({ id: { sensitive: false } });
    await writeFile(file, 'output "other" { value = 1 }\n');
    const again = await drafted("with-module", `${source}# more\n`);
    await done(publishDraft, ada, { ...again, note: "Second." });
    const second = (await current("with-module"))?.modules["modules/grant"];
    expect(second?.description.outputs).toEqual({ other: { sensitive: false } });
  });
});

describe("a part of a bundle", () => {
  test("that is published beside another one leaves no bundle behind that knows only one of them", async () => {
    for (const name of ["left", "right"]) await portal.write(`${name}.yaml`, documentOf(name));
    await portal.write(
      "pair.yaml",
      documentOf("pair", { steps: [order("l", "left"), order("r", "right")].join("\n") }),
    );
    await portal.reload();
    const drafts = await Promise.all(
      ["left", "right"].map((name) => drafted(name, documentOf(name).replace(`The ${name}`, `One ${name}`))),
    );
    await Promise.all(drafts.map((draft) => done(publishDraft, ada, { ...draft, note: "At once." })));
    const pins = pinsOf((await current("pair"))?.document ?? never());
    expect(Object.values(pins).map((pin) => pin.revision)).toEqual([2, 2]);
  });

  test("takes what is made of it along, in the same moment", async () => {
    const draft = await drafted("part", part.replace("[small, large]", "[small, large, huge]"));
    const published = await done(publishDraft, ada, { ...draft, note: "Huge ones." });
    expect(published).toEqual({ name: "part", revision: 2, recomposed: ["whole"], unfit: [] });
    const bundle = await current("whole");
    expect(bundle).toMatchObject({ number: 2, publishedBy: { kind: "system", name: "PAO" } });
    expect(JSON.stringify(bundle?.document.inputs)).toContain("huge");
  });

  test("is not changed so that what is made of it breaks, unless somebody says so", async () => {
    const before = (await current("part"))?.number;
    const source = part
      .replace("required: [name]", "required: [name, zone]")
      .replace("    size:", "    zone: { type: string, title: Zone }\n    name2: { type: string, title: N }\n    size:")
      .replace("    name: { type: string, title: Name }\n", "")
      .replace("required: [name, zone]", "required: [zone]");
    const draft = await drafted("part", source);
    const problem = await refused(publishDraft, ada, { ...draft, note: "No name." });
    expect(problem).toMatchObject({ code: "conflict", issues: [{ path: "/breaking" }] });
    expect(problem.message).toContain("whole:");
    expect((await current("part"))?.number).toBe(before);
    const forced = await done(publishDraft, ada, { ...draft, note: "No name.", breaking: true });
    expect(forced).toMatchObject({ recomposed: [], unfit: ["whole"] });
    // It was broken before: what comes next breaks nothing.
    const next = await drafted("part", `${source}# more\n`);
    const { revision: broken } = await done(publishDraft, ada, { ...next, note: "More." });
    const back = { name: "part", revision: before, note: "As it was." };
    expect(await done(rollBack, ada, back)).toMatchObject({ recomposed: ["whole"], unfit: [] });
    const again = await refused(rollBack, ada, { ...back, revision: broken });
    expect(again).toMatchObject({ code: "conflict", issues: [{ path: "/breaking" }] });
  });
});
