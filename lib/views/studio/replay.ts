import { setImmediate } from "node:timers/promises";
import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { childNames } from "#lib/core/offering/bundle/child.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { firstForm, type PastOrder, summedUp, type Trial, tryAgain } from "#lib/core/offering/replay.ts";
import { type Issue, Problem } from "#lib/core/problem.ts";
import { loadChildren } from "#db/child.ts";
import { database } from "#db/client.ts";
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
  if (offering) return replayOf(actor, name, offering);
  throw new Problem("invalid", "Its text is no whole document yet.", { remedy: "Mend what is wrong first.", issues });
}

/** A text with what it takes from other offerings, as they are offered now. */
export async function composed(source: string): Promise<{ offering?: Offering; issues: Issue[] }> {
  const { offering, issues } = parseOffering(source);
  const names = offering ? childNames(offering) : [];
  if (!offering || names.length === 0) return offering ? { offering, issues } : { issues };
  return checkOffering(source, { children: await loadChildren(database(), names) });
}

export async function replayOf(actor: Actor, name: string, document: Offering): Promise<ReplayView> {
  const db = database();
  const [past, orders, running] = await Promise.all([
    listPastOrders(db, name, mostOrders),
    countPastOrders(db, name),
    runningByRevision(db, name),
  ]);
  const { questions, ...counts } = summedUp(await tried(name, document, past));
  const examples = questions.flatMap((question) => question.examples);
  const seen = examples.length === 0 ? new Set<number>() : await visibleAmong(actor, examples);
  return {
    ...counts,
    orders,
    running,
    questions: questions.map((question) => ({
      ...question,
      examples: question.examples.filter((number) => seen.has(number)).map(formatNumber),
    })),
  };
}

async function tried(name: string, document: Offering, past: readonly PastOrder[]): Promise<Trial[]> {
  const revisions = await loadQuestions(database(), name, [...new Set(past.map(({ revision }) => revision))]);
  const before = new Map([...revisions].map(([number, asked]) => [number, firstForm(asked)]));
  const form = firstForm(document);
  const trials: Trial[] = [];
  for (const [at, order] of past.entries()) {
    if (at % atOnce === atOnce - 1) await setImmediate();
    trials.push(tryAgain(document, form, order, before.get(order.revision)));
  }
  return trials;
}
