import { may, type Actor } from "#lib/core/access.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import type { Difference } from "#lib/core/offering/difference/difference.ts";
import { differentLines } from "#lib/core/offering/difference/lines.ts";
import { differentModules } from "#lib/core/offering/difference/modules.ts";
import { differences } from "#lib/core/offering/difference/revisions.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadRevision, type StandingRevision } from "#db/offering.ts";
import { revisionNumbers } from "#db/revision.ts";
import { offered } from "../catalog/offering.ts";
import type { CompareView, Side } from "./compare-shape.ts";
import { draftList, draftView } from "./draft.ts";
import { composed, isRight, replayOf } from "./replay.ts";

const mostRevisions = 200;

export interface Compared {
  /** A revision's number or a draft's id; left out: what is published now against the one before. */
  from?: string;
  to?: string;
}

/** Two documents of an offering side by side: their texts, in what they differ, and what the later one means for orders. */
export async function compareView(actor: Actor, name: string, asked: Compared): Promise<CompareView> {
  const current = await offered(actor, name);
  const to = await documentAt(actor, name, asked.to ?? String(current.number));
  const from = await documentAt(actor, name, asked.from ?? before(to.side, current.number));
  return {
    name,
    title: current.document.metadata.title,
    from: from.side,
    to: to.side,
    hunks: differentLines(from.source, to.source),
    changes: changesBetween(from, to),
    replay: await replayTo(actor, current, to, from),
    choices: await choicesOf(actor, name),
  };
}

const held = ({ side: { revision }, document }: Document) =>
  revision !== null && document ? { number: revision, document } : undefined;

async function replayTo(actor: Actor, current: StandingRevision, to: Document, from: Document) {
  if (!to.document || !to.right || !mayReplay(actor, current, to)) return null;
  return replayOf(actor, current.document.metadata, to.document, held(from));
}

/** What others have ordered is for the offering's people; whoever may see a draft may see what it means for what they see. */
const mayReplay = (actor: Actor, { document }: StandingRevision, to: Document): boolean =>
  to.side.revision === null ||
  may(actor, { verb: "draft.read", owner: document.metadata.owner, begunBy: null }).allowed;

const before = ({ revision }: Side, current: number): string =>
  String(revision === null ? current : Math.max(revision - 1, 1));

interface Document {
  side: Side;
  source: string;
  document: Offering | undefined;
  /** Nothing in it is an error. */
  right: boolean;
  /** Digests by folder; of a draft they are those that lie there when it is published. */
  modules: Readonly<Record<string, string>> | null;
}

async function documentAt(actor: Actor, name: string, key: string): Promise<Document> {
  return /^\d+$/.test(key) ? revisionAt(name, key) : draftAt(actor, name, key);
}

async function revisionAt(name: string, key: string): Promise<Document> {
  const found = /^[1-9]\d{0,8}$/.test(key) ? await loadRevision(database(), name, Number(key)) : undefined;
  if (!found)
    throw new Problem("not_found", `There is no revision ${key.slice(0, 20)} of “${name}”.`, {
      remedy: "List its revisions.",
    });
  const { number, source, document, level, changeNote, publishedAt, publishedBy } = found;
  const said = { at: publishedAt.toISOString(), by: publishedBy.name, note: changeNote, level };
  const modules = Object.entries(found.modules).map(([folder, { digest }]) => [folder, digest] as const);
  return {
    side: { key: String(number), revision: number, proposal: false, ...said },
    source,
    document,
    right: true,
    modules: Object.fromEntries(modules),
  };
}

async function draftAt(actor: Actor, name: string, key: string): Promise<Document> {
  const draft = await draftView(actor, key);
  if (draft.offering !== name) throw new Problem("not_found", `There is no such draft of “${name}”.`);
  const { offering: document, issues } = await composed(actor, draft.source);
  const { proposal, savedAt, savedBy, note, source } = draft;
  const level = document ? automationLevel(document) : null;
  return {
    side: { key: draft.id, revision: null, proposal, at: savedAt, by: savedBy, note, level },
    source,
    document,
    right: isRight(issues),
    modules: null,
  };
}

function changesBetween(from: Document, to: Document): Difference[] | null {
  if (!from.document || !to.document) return null;
  const modules = from.modules && to.modules ? differentModules(from.modules, to.modules) : [];
  return [...modules, ...differences(from.document, to.document)];
}

async function choicesOf(actor: Actor, name: string): Promise<CompareView["choices"]> {
  const numbers = await revisionNumbers(database(), name, mostRevisions);
  const { items } = await draftList(actor, { offering: name });
  return [
    ...items.map(({ id, proposal, begunBy }) => ({
      key: id,
      label: proposal ? `Proposal of ${begunBy.name}` : "The draft",
    })),
    ...numbers.map((number) => ({ key: String(number), label: `Revision ${number}` })),
  ];
}
