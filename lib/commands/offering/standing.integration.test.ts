import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { database } from "#db/client.ts";
import { loadCurrent, loadRevision } from "#db/offering.ts";
import { audit } from "#db/tables.ts";
import type { Result } from "#lib/core/problem.ts";
import { documentOf, order } from "#lib/core/offering/bundle/bundle.fixture.ts";
import { catalog } from "#lib/views/catalog/catalog.ts";
import { compareView } from "#lib/views/studio/compare.ts";
import { operationsFor } from "#lib/views/resource/offered.ts";
import { manualOffering } from "#tests/documents.ts";
import { type DemoUser, freshPortal, type Portal } from "#tests/portal.ts";
import { orderRequest } from "../request/order.ts";
import type { Command } from "../command.ts";
import { deprecateOffering } from "./deprecate.ts";
import { offerAgain } from "./offer.ts";
import { retireOffering } from "./retire.ts";
import { rollBack } from "./rollback.ts";

const retiring = `
operations:
  widen: { title: Widen, fulfillment: { steps: [{ id: widen, uses: manual, with: { team: data-platform, instructions: Widen it. } }] } }
`;
const first = `# Kept by hand.\n${manualOffering}${retiring}`;
const second = first.replace("Somebody gets", "Anybody gets").replace("[small, large]", "[small, large, huge]");
const bundle = documentOf("both", { steps: order("grant", "access-grant", ', inputs: { name: fixed, reason: "x" }') });

let portal: Portal;
beforeAll(async () => {
  portal = await freshPortal({
    "access-grant.yaml": first,
    "cluster.yaml": documentOf("cluster"),
    "old.yaml": documentOf("old", { metadata: "  lifecycle: deprecated\n  successor: cluster\n" }),
  });
  await portal.write("access-grant.yaml", second);
  await portal.reload();
});
afterAll(() => portal.close());

const name = "access-grant";
const by = async (user: DemoUser) => ({ actor: await portal.actor(user), door: "rest" as const });

async function done<T>(verb: Command<T>, given: object, user: DemoUser = "author"): Promise<T> {
  const result = await verb(await by(user), given);
  if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.issues[0]?.message ?? ""}`);
  return result.value;
}

async function refused<T>(verb: Command<T>, given: object, user: DemoUser = "author") {
  const result: Result<T> = await verb(await by(user), given);
  return result.ok ? null : result.problem;
}

const standing = async () => loadCurrent(database(), name);
const wanted = { offering: name, project: "checkout", environment: "dev", inputs: { name: "orders", reason: "x" } };
const audited = async (verb: string) => {
  const rows = await database()
    .select()
    .from(audit)
    .where(and(eq(audit.verb, verb), eq(audit.subject, `offering:${name}`)));
  return rows.filter(({ outcome }) => outcome === "done");
};

describe("only the authors of its team and admins may", () => {
  test.each([
    ["roll it back", rollBack, { name, revision: 1, note: "x" }],
    ["deprecate it", deprecateOffering, { name, note: "x" }],
    ["retire it", retireOffering, { name, note: "x" }],
    ["offer it again", offerAgain, { name }],
  ] as const)("%s", async (_, verb, given) => {
    for (const user of ["developer", "approver", "manager"] as const)
      expect(await refused<object>(verb, given, user)).toMatchObject({ code: "forbidden" });
    expect((await standing())?.number).toBe(2);
  });
});

describe("rolling back", () => {
  test("publishes what an older revision said as the next one, and says so", async () => {
    const { revision } = await done(rollBack, { name, revision: 1, note: "Nobody has huge ones.", current: 2 });
    const current = await standing();
    expect(current).toMatchObject({ number: revision, source: first, document: { metadata: { name } } });
    const [entry] = await audited("offering.rollback");
    expect(entry?.detail).toMatchObject({ of: 1, revision, note: "Nobody has huge ones." });
    expect(entry?.detail["differences"]).toContain("“Size” no longer takes huge.");
    expect(entry?.detail["diff"]).toContain("-    size: { type: string, title: Size, enum: [small, large, huge]");
  });

  test("is refused where somebody has published in between, for what is published now, and for what never was", async () => {
    const now = (await standing())?.number ?? 0;
    const problem = await refused(rollBack, { name, revision: 1, note: "x", current: 2 });
    expect(problem).toMatchObject({ code: "stale" });
    expect(problem?.message).toContain(`Demo author has published revision ${now}`);
    expect(await refused(rollBack, { name, revision: now, note: "x" })).toMatchObject({ code: "conflict" });
    expect(await refused(rollBack, { name, revision: 99, note: "x" })).toMatchObject({ code: "not_found" });
    expect(await refused(rollBack, { name, revision: 1, note: " " })).toMatchObject({ code: "invalid" });
  });

  test("takes the files of its modules back, and says that they differ where the texts do not", async () => {
    const runs = "    - { id: make, uses: terraform, with: { module: modules/shelf } }";
    await portal.write("modules/shelf/main.tf", "# one");
    await portal.write("shelf.yaml", documentOf("shelf", { steps: runs }));
    await portal.reload();
    await portal.write("modules/shelf/main.tf", "# two");
    await portal.reload();
    await done(rollBack, { name: "shelf", revision: 1, note: "The second one leaked." });
    const digestOf = async (number: number) =>
      (await loadRevision(database(), "shelf", number))?.modules["modules/shelf"]?.digest;
    expect(await digestOf(3)).toBe(await digestOf(1));
    expect(await digestOf(2)).not.toBe(await digestOf(1));
    const { changes, hunks } = await compareView(await portal.actor("author"), "shelf", { from: "2", to: "3" });
    expect(changes).toMatchObject([{ sentence: "The files of modules/shelf have changed." }]);
    expect(hunks).toEqual([]);
  });

  test("is refused where its text is no longer right, with what is wrong and where", async () => {
    const late = documentOf("late", { steps: order("one", "cluster") });
    await portal.write("late.yaml", late);
    await portal.reload();
    await portal.write("late.yaml", documentOf("late"));
    await portal.reload();
    await done(retireOffering, { name: "cluster", note: "For a while." });
    const problem = await refused(rollBack, { name: "late", revision: 1, note: "x" });
    expect(problem).toMatchObject({
      code: "invalid",
      issues: [{ message: "cluster is retired: it can't be ordered any more." }],
    });
    expect(problem?.issues[0]?.line).toBeGreaterThan(1);
    await done(offerAgain, { name: "cluster" });
  });

  test("stands: a start with the same file does not undo it", async () => {
    const before = (await standing())?.number;
    expect((await portal.reload()).published).toEqual([]);
    expect((await standing())?.number).toBe(before);
  });
});

describe("deprecating", () => {
  test("is written into the document, which keeps its comments, and leads to the successor", async () => {
    await done(deprecateOffering, { name, successor: "cluster", note: "Clusters do it all." });
    const current = await standing();
    expect(current?.source).toContain("# Kept by hand.");
    expect(current?.document.metadata).toMatchObject({ lifecycle: "deprecated", successor: "cluster" });
    const { items } = await catalog(await portal.actor("developer"), { text: name });
    expect(items).toMatchObject([
      { name, lifecycle: "deprecated", successor: { name: "cluster", title: "The cluster" } },
    ]);
    expect(await refused(deprecateOffering, { name, successor: "cluster", note: "x" })).toMatchObject({
      code: "conflict",
    });
  });

  test("is written into a document in JSON as well", async () => {
    await portal.write("listed.json", JSON.stringify(parse(documentOf("listed")), null, 2));
    await portal.reload();
    await done(deprecateOffering, { name: "listed", successor: "cluster", note: "x" });
    const source = (await loadCurrent(database(), "listed"))?.source ?? "";
    expect(JSON.parse(source)).toMatchObject({ metadata: { lifecycle: "deprecated", successor: "cluster" } });
  });

  test("leads nowhere any more when no successor is named", async () => {
    await done(deprecateOffering, { name, note: "They don't." });
    expect((await standing())?.document.metadata.successor).toBeUndefined();
    expect((await standing())?.source).not.toContain("successor");
  });

  test.each([
    [name, "It can't take its own place."],
    ["nothing", "There is no offering “nothing”."],
    ["old", "The old is deprecated itself."],
  ])("leads not to %s", async (successor, sentence) => {
    const problem = await refused(deprecateOffering, { name, successor, note: "x" });
    expect(problem?.issues).toMatchObject([{ path: "/successor", message: sentence }]);
  });
});

describe("what is retired", () => {
  test("can't be ordered and is not in the catalog, and what came of it can be worked on", async () => {
    await portal.write("both.yaml", bundle);
    await portal.reload();
    const ordered = await done(orderRequest, wanted, "developer");
    expect(await done(retireOffering, { name, note: "Use a cluster." })).toMatchObject({ orderedBy: ["both"] });
    expect(await refused(orderRequest, wanted, "developer")).toMatchObject({
      code: "conflict",
      message: "Access grant is retired: it can't be ordered any more.",
    });
    const { items } = await catalog(await portal.actor("developer"), { text: name });
    expect(items).toEqual([]);
    const row = { id: ordered.resource, team: "checkout", offering: name, environment: "dev", test: false };
    expect((await operationsFor(database(), row)).map((operation) => operation.name)).toContain("widen");
    expect(await refused(retireOffering, { name, note: "x" })).toMatchObject({ code: "conflict" });
  });

  test("takes the bundles that order it along, which say so", async () => {
    const both = { offering: "both", project: "checkout", environment: "dev", inputs: {} };
    expect((await refused(orderRequest, both, "developer"))?.message).toContain(
      "Access grant, which is a part of this, is no longer offered.",
    );
    await portal.write("both.yaml", bundle.replace("A both.", "Both of them."));
    expect((await portal.reload()).broken[0]?.issues[0]?.message).toContain("access-grant is retired");
    await portal.write("both.yaml", bundle);
    await portal.reload();
  });

  test("stays so at a start, with its file changed or not, and can be offered again with what was published meanwhile", async () => {
    expect(await portal.reload()).toMatchObject({ published: [] });
    expect((await standing())?.retired).toMatchObject({ note: "Use a cluster." });
    await done(rollBack, { name, revision: 2, note: "As it was." });
    expect((await standing())?.retired).not.toBeNull();
    await done(offerAgain, { name });
    expect((await standing())?.retired).toBeNull();
    await done(orderRequest, { ...wanted, inputs: { ...wanted.inputs, size: "huge" } }, "developer");
    await done(orderRequest, { offering: "both", project: "checkout", environment: "dev" }, "developer");
    expect(await refused(offerAgain, { name })).toMatchObject({ code: "conflict" });
    expect(await audited("offering.offer")).toHaveLength(1);
    expect(await audited("offering.retire")).toHaveLength(1);
  });
});
