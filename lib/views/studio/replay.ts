import { setImmediate } from "node:timers/promises";
import { may, type Actor } from "#lib/core/access.ts";
import type { Form } from "#lib/core/form/form.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import {
  firstForm,
  hinderedAlready,
  type PastOrder,
  summedUp,
  type Trial,
  tryAgain,
} from "#lib/core/offering/replay.ts";
import { type Issue, Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadCurrent, type StandingRevision } from "#db/offering.ts";
import { loadParts } from "#db/parts.ts";
import { countPastOrders, listPastOrders, loadQuestions, runningByRevision } from "#db/past.ts";
import { visibleTo } from "../request/visible.ts";
import type { ReplayView } from "./compare-shape.ts";
import { draftView } from "./draft.ts";

/** Of more than these the newest count: they are what people order now. */
const mostOrders = 1_000;
/** Of a document that takes its time fewer are tried, but never fewer than these. */
const fewestOrders = 50;
const longestMs = 2_000;
/** After this long others are served. */
const breathMs = 10;

/** What the past orders of an offering would come to with a draft of it. */
export async function replayOfDraft(actor: Actor, id: string): Promise<ReplayView> {
  const { offering: name, owner, source } = await draftView(actor, id);
  const { offering, issues } = await composed(actor, source);
  if (offering && isRight(issues))
    return replayOf(actor, { name, owner }, offering, await loadCurrent(database(), name));
  throw new Problem("invalid", "Something is wrong with its text.", { remedy: "Mend what is wrong first.", issues });
}

/** Only then it may be filled in: a pattern that is not right could take for ever. */
export const isRight = (issues: readonly Issue[]) => issues.every(({ severity }) => severity !== "error");

/** A text with what it takes from other offerings, as they are offered now, as far as its reader may see them. */
export async function composed(actor: Actor, source: string): Promise<{ offering?: Offering; issues: Issue[] }> {
  const { offering, issues } = parseOffering(source);
  return offering ? checkOffering(source, { children: await loadParts(database(), actor, offering) }) : { issues };
}

/** What is ordered by now, or what the document is held against. */
type Before = Pick<StandingRevision, "number" | "document">;

export async function replayOf(
  actor: Actor,
  { name, owner }: { name: string; owner: string },
  document: Offering,
  before?: Before,
): Promise<ReplayView> {
  const db = database();
  const everyones = readsAll(actor, owner);
  // A document that somebody writes must not tell them what others have answered.
  const seen = everyones ? undefined : visibleTo(actor);
  const [past, orders, running] = await Promise.all([
    listPastOrders(db, name, seen, mostOrders),
    countPastOrders(db, name, seen),
    runningByRevision(db, name, seen),
  ]);
  const forms = await formsOf(name, past);
  const [trials = [], earlier = []] = await tried(before ? [document, before.document] : [document], past, forms);
  const { questions, ...counts } = summedUp(trials);
  return {
    ...counts,
    everyones,
    orders,
    running,
    already: before ? { revision: before.number, count: hinderedAlready(trials, earlier) } : null,
    questions: questions.map((question) => ({ ...question, examples: question.examples.map(formatNumber) })),
  };
}

/** May they see every request of what this team offers, whoever's it is? */
const readsAll = (actor: Actor, ownerTeam: string) =>
  may(actor, { verb: "request.read", team: "", requester: null, ownerTeam, assignedTeams: [] }).allowed;

type Forms = ReadonlyMap<number, Form>;

/** What each of these orders was asked, by its revision. */
async function formsOf(name: string, past: readonly PastOrder[]): Promise<Forms> {
  const revisions = await loadQuestions(database(), name, [...new Set(past.map(({ revision }) => revision))]);
  return new Map([...revisions].map(([number, asked]) => [number, firstForm(asked)]));
}

/** The orders with each of the documents, the newest first. */
async function tried(documents: readonly Offering[], past: readonly PastOrder[], forms: Forms): Promise<Trial[][]> {
  const tries = documents.map((document) => ({ document, form: firstForm(document), trials: new Array<Trial>() }));
  const began = performance.now();
  let served = began;
  for (const [at, order] of past.entries()) {
    const now = performance.now();
    if (at >= fewestOrders && now - began > longestMs) break;
    if (now - served > breathMs) {
      await setImmediate();
      served = performance.now();
    }
    for (const { document, form, trials } of tries)
      trials.push(tryAgain(document, form, order, forms.get(order.revision)));
  }
  return tries.map(({ trials }) => trials);
}
