import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { pointer } from "#lib/core/json.ts";
import { type Offering, type StepDocument, stepTitle, type Way, waysOf } from "#lib/core/offering/document.ts";
import { type Difference, listed, names, quoted, same } from "./difference.ts";

type Fulfilment = Offering["fulfillment"];

/** In what fulfilling differs: steps that came, went, or are done in another way. `at` is where it stands in the document. */
export function differentSteps(before: Fulfilment, after: Fulfilment, at: readonly string[]): Difference[] {
  const [was, is] = [byId(before), byId(after)];
  const { gone, come, stay } = names(was, is);
  const at_ = (id: string) => pointer(...at, "steps", String(after.steps.findIndex((step) => step.id === id)));
  const about = "fulfilment" as const;
  const told = (sentence: string, path: string): Difference => ({ about, sentence, path });
  const titled = (id: string) => called(is[id] ?? { id });
  const moved = stay.length > 1 && !same(order(before, stay), order(after, stay));
  return [
    ...come.flatMap((id) =>
      is[id] ? [told(`It adds the step ${called(is[id])} (${usesWords(is[id])}).`, at_(id))] : [],
    ),
    ...gone.flatMap((id) =>
      was[id] ? [told(`It drops the step ${called(was[id])} (${usesWords(was[id])}).`, pointer(...at, "steps"))] : [],
    ),
    ...stay.flatMap((id) => {
      const [one, other] = [was[id], is[id]];
      return one && other
        ? [
            ...differentStep(one, other, titled).map((sentence) => told(sentence, at_(id))),
            ...differentTitle(one, other, at_(id)),
          ]
        : [];
    }),
    ...(moved
      ? [told(`The steps stand in another order: ${listed(order(after, stay).map(titled))}.`, pointer(...at, "steps"))]
      : []),
    ...(same(before.escalation, after.escalation)
      ? []
      : [told("Tickets for what failed go elsewhere.", pointer(...at, "escalation"))]),
  ];
}

const byId = ({ steps }: Fulfilment): Record<string, StepDocument> =>
  Object.fromEntries(steps.map((step) => [step.id, step]));

/** As on the page of a request. */
const called = (step: Pick<StepDocument, "id" | "title">) => quoted(stepTitle(step));

const order = ({ steps }: Fulfilment, of: readonly string[]) =>
  steps.map(({ id }) => id).filter((id) => of.includes(id));

function usesWords(step: StepDocument): string {
  return [...new Set(waysOf(step).map(({ uses }) => adapterDefinition(uses).title))].join(" or ");
}

function differentStep(before: StepDocument, after: StepDocument, titled: (id: string) => string): string[] {
  const step = called(after);
  const found: string[] = [];
  const [was, is] = [usesWords(before), usesWords(after)];
  if (was !== is) found.push(`${step} moves from ${was} to ${is}.`);
  else if (!same(waysOf(before), waysOf(after)))
    found.push(`${step} does its work otherwise: ${listed(changedIn(before, after))}.`);
  if (!same(before.fallback, after.fallback)) found.push(`${step} ${fallbackWords(before, after)}.`);
  if (!same(before.needs, after.needs)) found.push(`${step} ${needsWords(after, titled)}.`);
  if (!same(before.if, after.if))
    found.push(`${step} ${after.if === undefined ? "is always done now" : "is done on another condition"}.`);
  if (before.blocking !== after.blocking)
    found.push(after.blocking ? `The request waits for ${step} now.` : `The request no longer waits for ${step}.`);
  if (!same(before.timeout, after.timeout))
    found.push(
      `${step} ${after.timeout === undefined ? "has no time of its own" : `has ${after.timeout}`} to be done.`,
    );
  return found;
}

function differentTitle(before: StepDocument, after: StepDocument, path: string): Difference[] {
  const [was, is] = [called(before), called(after)];
  return was === is ? [] : [{ about: "words", sentence: `The step ${was} is called ${is} now.`, path }];
}

function fallbackWords({ fallback: before }: StepDocument, { fallback: after }: StepDocument): string {
  if (after === undefined) return "stops now when it fails: nothing takes its place";
  const what = after.uses === "manual" ? "a task" : "a ticket";
  return before?.uses === after.uses
    ? `asks otherwise with ${what} when it fails`
    : `becomes ${what} now when it fails`;
}

function needsWords({ needs }: StepDocument, titled: (id: string) => string): string {
  if (needs === undefined) return "waits for the step above it now";
  return needs.length === 0 ? "starts at once now" : `waits for ${listed(needs.map(titled))} now`;
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
