import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { loadDraft } from "#db/draft.ts";
import { heldByTeam } from "#db/held.ts";
import { partiesOf } from "#db/parties.ts";
import type { Command } from "#lib/commands/command.ts";
import type { Actor } from "#lib/core/access.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { requestView } from "#lib/views/request/request.ts";
import { manualOffering } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { beginDraft } from "./begin.ts";
import { discardDraft } from "./discard.ts";
import { runDry } from "./dry-run.ts";
import { publishDraft } from "./publish.ts";
import { submitDraft } from "./submit.ts";
import { testDraft } from "./test.ts";

const theirs = (name: string) => manualOffering.replace("name: access-grant", `name: ${name}`);
const ours = (name: string) => theirs(name).replace("owner: data-platform", "owner: networking");
const stranger = {
  kind: "person",
  id: "cem",
  name: "Cem",
  teams: { networking: ["author"] },
  roles: [],
} satisfies Actor;
const order = { version: 1, project: "databases-lab", environment: "dev", inputs: { name: "secret-one", reason: "x" } };

let portal: Portal;
let author: Actor;
beforeAll(async () => {
  portal = await freshPortal({});
  author = await portal.actor("author");
});
afterAll(() => portal?.close());

async function done<T>(verb: Command<T>, actor: Actor, input: object): Promise<T> {
  const given = await verb({ actor, door: "rest" }, input);
  if (!given.ok) throw new Error(JSON.stringify(given.problem));
  return given.value;
}

async function codeOf(verb: Command<unknown>, actor: Actor, input: object): Promise<string> {
  const given = await verb({ actor, door: "rest" }, input);
  return given.ok ? "done" : given.problem.code;
}

/** Shown to its team, as a proposal is that stands in nobody's way. */
async function proposed(name: string): Promise<string> {
  const { id } = await done(beginDraft, stranger, { source: ours(name), proposal: true });
  await done(submitDraft, stranger, { id, version: 1, note: "Ours." });
  return id;
}

test("a team's test orders stay its own when another team proposes an offering of that name", async () => {
  const { id } = await done(beginDraft, author, { source: theirs("fresh") });
  const proposal = await proposed("fresh");
  expect(await codeOf(runDry, stranger, { id: proposal, ...order })).toBe("conflict");
  const { number } = await done(testDraft, author, { id, ...order });
  await done(discardDraft, author, { id });
  for (const verb of [runDry, testDraft])
    expect(await codeOf(verb, stranger, { id: proposal, ...order })).toBe("conflict");
  expect(await codeOf(publishDraft, stranger, { id: proposal, version: 1, note: "Ours." })).toBe("conflict");
  expect(await partiesOf(database(), parseNumber(number) ?? 0)).toMatchObject({ ownerTeam: "data-platform" });
  await expect(requestView(stranger, number)).rejects.toMatchObject({ code: "forbidden" });
});

test("a team's draft stays its own when another team publishes what it proposed under that name", async () => {
  const { id } = await done(beginDraft, author, { source: theirs("draft-only") });
  const proposal = await proposed("draft-only");
  expect(await codeOf(publishDraft, stranger, { id: proposal, version: 1, note: "Ours." })).toBe("conflict");
  expect(await loadDraft(database(), id)).toMatchObject({ owner: "data-platform", current: null });
  await done(discardDraft, author, { id });
  expect(await done(publishDraft, stranger, { id: proposal, version: 1, note: "Ours." })).toMatchObject({
    revision: 1,
  });
});

test("what one team has only run dry and another orders as a test is the other's", async () => {
  const orderer: Actor = { ...stranger, teams: { ...stranger.teams, "data-platform": ["member"] } };
  const proposal = await proposed("looked-at");
  await done(runDry, orderer, { id: proposal, ...order });
  const { id } = await done(beginDraft, author, { source: theirs("looked-at") });
  await done(runDry, author, { id, ...order });
  await done(discardDraft, author, { id });
  const { number } = await done(testDraft, orderer, { id: proposal, ...order });
  expect(await partiesOf(database(), parseNumber(number) ?? 0)).toMatchObject({ ownerTeam: "networking" });
});

test("a dry run wants to know which save it is of: a proposal may have changed since it was read", async () => {
  const { id } = await done(beginDraft, author, { source: theirs("unseen") });
  const { version: _, ...unsaid } = order;
  expect(await codeOf(runDry, author, { id, ...unsaid })).toBe("invalid");
});

test("a team with requests of what was only tested can't be removed", async () => {
  const held = await heldByTeam(database(), "data-platform");
  expect(held).toContainEqual({ what: ["request", "requests"], names: [], count: 1 });
});
