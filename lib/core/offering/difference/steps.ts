import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { pointer } from "#lib/core/json.ts";
import { type Offering, type StepDocument, type Way, waysOf } from "#lib/core/offering/document.ts";
import { type Difference, listed, names, same } from "./difference.ts";

type Fulfilment = Offering["fulfillment"];

/** In what fulfilling differs: steps that came, went, or are done in another way. `at` is where it stands in the document. */
export function differentSteps(before: Fulfilment, after: Fulfilment, at: readonly string[]): Difference[] {
  const [was, is] = [byId(before), byId(after)];
  const { gone, come, stay } = names(was, is);
  const at_ = (id: string) => pointer(...at, "steps", String(after.steps.findIndex((step) => step.id === id)));
  const about = "fulfilment" as const;
  const told = (sentence: string, path: string): Difference => ({ about, sentence, path });
  const moved = stay.length > 1 && !same(order(before, stay), order(after, stay));
  return [
    ...come.flatMap((id) => (is[id] ? [told(`Adds the step ${id} (${usesWords(is[id])}).`, at_(id))] : [])),
    ...gone.flatMap((id) =>
      was[id] ? [told(`Drops the step ${id} (${usesWords(was[id])}).`, pointer(...at, "steps"))] : [],
    ),
    ...stay.flatMap((id) => {
      const [one, other] = [was[id], is[id]];
      return one && other ? differentStep(one, other).map((sentence) => told(sentence, at_(id))) : [];
    }),
    ...(moved
      ? [told(`The steps stand in another order: ${listed(order(after, stay))}.`, pointer(...at, "steps"))]
      : []),
    ...(same(before.escalation, after.escalation)
      ? []
      : [told("Tickets for what failed go elsewhere.", pointer(...at, "escalation"))]),
  ];
}

const byId = ({ steps }: Fulfilment): Record<string, StepDocument> =>
  Object.fromEntries(steps.map((step) => [step.id, step]));

const order = ({ steps }: Fulfilment, of: readonly string[]) =>
  steps.map(({ id }) => id).filter((id) => of.includes(id));

function usesWords(step: StepDocument): string {
  return [...new Set(waysOf(step).map(({ uses }) => adapterDefinition(uses).title))].join(" or ");
}

function differentStep(before: StepDocument, after: StepDocument): string[] {
  const { id } = after;
  const found: string[] = [];
  const [was, is] = [usesWords(before), usesWords(after)];
  if (was !== is) found.push(`${id} moves from ${was} to ${is}.`);
  else if (!same(waysOf(before), waysOf(after)))
    found.push(`${id} does its work otherwise: ${listed(changedIn(before, after))}.`);
  if (!same(before.fallback, after.fallback)) found.push(`${id} ${fallbackWords(before, after)}.`);
  if (!same(before.needs, after.needs)) found.push(`${id} ${needsWords(after)}.`);
  if (!same(before.if, after.if))
    found.push(`${id} ${after.if === undefined ? "is always done now" : "is done on another condition"}.`);
  if (before.blocking !== after.blocking)
    found.push(after.blocking ? `The request waits for ${id} now.` : `The request no longer waits for ${id}.`);
  if (!same(before.timeout, after.timeout))
    found.push(`${id} ${after.timeout === undefined ? "has no time of its own" : `has ${after.timeout}`} to be done.`);
  return found;
}

function fallbackWords({ fallback: before }: StepDocument, { fallback: after }: StepDocument): string {
  if (after === undefined) return "stops now when it fails: nothing takes its place";
  const what = after.uses === "manual" ? "a task" : "a ticket";
  return before?.uses === after.uses
    ? `asks otherwise with ${what} when it fails`
    : `becomes ${what} now when it fails`;
}

function needsWords({ needs }: StepDocument): string {
  if (needs === undefined) return "waits for the step above it now";
  return needs.length === 0 ? "starts at once now" : `waits for ${listed(needs)} now`;
}

/** The members of the ways that are not the same, `with` taken apart. */
function changedIn(before: StepDocument, after: StepDocument): string[] {
  const [was, is] = [waysOf(before), waysOf(after)];
  if (was.length !== is.length) return ["its ways"];
  const changed = is.flatMap((way, place) => {
    const { with: config, ...rest } = way;
    const { with: other = {}, ...others } = was[place] ?? ({} as Partial<Way>);
    const members = names({ ...other, ...config }, {}).gone.filter((name) => !same(other[name], config[name]));
    return [
      ...members,
      ...names({ ...others, ...rest }, {}).gone.filter((name) => !same(entry(others, name), entry(rest, name))),
    ];
  });
  return [...new Set(changed)];
}

const entry = (held: object, name: string): unknown => Object.entries(held).find(([key]) => key === name)?.[1];
