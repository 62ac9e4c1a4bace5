import { setImmediate } from "node:timers/promises";
import type { Actor } from "#lib/core/access.ts";
import type { Form } from "#lib/core/form/form.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { childNames } from "#lib/core/offering/bundle/child.ts";
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
import { loadChildren } from "#db/child.ts";
import { database } from "#db/client.ts";
import { loadCurrent, type StandingRevision } from "#db/offering.ts";
import { countPastOrders, listPastOrders, loadQuestions, runningByRevision } from "#db/past.ts";
import { visibleAmong } from "../request/visible.ts";
import type { ReplayView } from "./compare-shape.ts";
import { draftView } from "./draft.ts";

/** Of more than these the newest count: they are what people order now. */
const mostOrders = 1_000;
/** Others are served between this many. */
const atOnce = 50;

/** What the past orders of an offering would come to with a draft of it. */
export async function replayOfDraft(actor: Actor, id: string): Promise<ReplayView> {
  const { offering: name, source } = await draftView(actor, id);
  const { offering, issues } = await composed(source);
  if (offering) return replayOf(actor, name, offering, await loadCurrent(database(), name));
  throw new Problem("invalid", "Its text is no whole document yet.", { remedy: "Mend what is wrong first.", issues });
}

/** A text with what it takes from other offerings, as they are offered now. */
export async function composed(source: string): Promise<{ offering?: Offering; issues: Issue[] }> {
  const { offering, issues } = parseOffering(source);
  const names = offering ? childNames(offering) : [];
  if (!offering || names.length === 0) return offering ? { offering, issues } : { issues };
  return checkOffering(source, { children: await loadChildren(database(), names) });
}

/** What is ordered by now, or what the document is held against. */
type Before = Pick<StandingRevision, "number" | "document">;

export async function replayOf(actor: Actor, name: string, document: Offering, before?: Before): Promise<ReplayView> {
  const db = database();
  const [past, orders, running] = await Promise.all([
    listPastOrders(db, name, mostOrders),
    countPastOrders(db, name),
    runningByRevision(db, name),
  ]);
  const forms = await formsOf(name, past);
  const trials = await tried(document, past, forms);
  const { questions, ...counts } = summedUp(trials);
  const examples = questions.flatMap((question) => question.examples);
  const seen = examples.length === 0 ? new Set<number>() : await visibleAmong(actor, examples);
  return {
    ...counts,
    orders,
    running,
    already: before
      ? { revision: before.number, count: hinderedAlready(trials, await tried(before.document, past, forms)) }
      : null,
    questions: questions.map((question) => ({
      ...question,
      examples: question.examples.filter((number) => seen.has(number)).map(formatNumber),
    })),
  };
}

type Forms = ReadonlyMap<number, Form>;

/** What each of these orders was asked, by its revision. */
async function formsOf(name: string, past: readonly PastOrder[]): Promise<Forms> {
  const revisions = await loadQuestions(database(), name, [...new Set(past.map(({ revision }) => revision))]);
  return new Map([...revisions].map(([number, asked]) => [number, firstForm(asked)]));
}

async function tried(document: Offering, past: readonly PastOrder[], forms: Forms): Promise<Trial[]> {
  const form = firstForm(document);
  const trials: Trial[] = [];
  for (const [at, order] of past.entries()) {
    if (at % atOnce === atOnce - 1) await setImmediate();
    trials.push(tryAgain(document, form, order, forms.get(order.revision)));
  }
  return trials;
}
