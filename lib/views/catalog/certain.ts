import { pinIn } from "#lib/core/adapter/offering.ts";
import { readiness, type AskingStep, type ReadinessQuestion } from "#lib/core/decide/readiness.ts";
import { waysOf, type Offering } from "#lib/core/offering/document.ts";

export type Ready = Pick<ReadinessQuestion, "connections" | "engines">;

/** What every order of an offering takes, whatever is answered. */
export interface Certain {
  /** The team that keeps the offering. */
  owner?: string;
  /** The ways of each step. */
  ways: AskingStep[][];
  /** The offerings that it orders. */
  parts: Part[];
}

interface Part {
  name: string;
  title: string;
  revision: number;
}

export function certainOf(steps: Offering["fulfillment"]["steps"], owner: string): Certain {
  const always = steps.filter((step) => step.if === undefined);
  const ways = always.map((step) => {
    const { id, title = id } = step;
    return waysOf(step).map(({ uses, connection }) => ({ id, title, uses, ...(connection ? { connection } : {}) }));
  });
  return { owner, ways, parts: always.flatMap(partOf) };
}

/** The offerings that it orders only after some answers, or in one of several ways. */
export function possibleParts(steps: Offering["fulfillment"]["steps"]): Part[] {
  const certain = new Set(
    steps.filter((step) => step.if === undefined).flatMap((step) => partOf(step).map(({ name }) => name)),
  );
  const all = steps.flatMap((step) => waysOf(step).flatMap(partIn));
  return [...new Map(all.map((part) => [part.name, part])).values()].filter(({ name }) => !certain.has(name));
}

/** Which of several ways is taken, the answers say. */
function partOf(step: Offering["fulfillment"]["steps"][number]): Part[] {
  const [way, ...others] = waysOf(step);
  return way && others.length === 0 ? partIn(way) : [];
}

function partIn(way: Pick<ReturnType<typeof waysOf>[number], "with">): Part[] {
  const name = way.with["offering"];
  const pin = pinIn(way.with);
  return pin && typeof name === "string" ? [{ name, title: pin.title, revision: pin.revision }] : [];
}

/** The parts as they are offered now: their revision, and what every order of them takes. */
export type Offered = ReadonlyMap<string, { revision: number; certain: Certain }>;

/** Why no order can run now: a step that is always there can go none of its ways, or a part can't be ordered. */
export function blockedBy(
  title: string,
  { owner, ways, parts }: Certain,
  ready: Ready,
  offered: Offered,
): string | null {
  for (const of of ways) {
    const reasons = of.map((way) => readiness({ offering: { title, owner }, steps: [way], ...ready })[0]);
    const last = reasons.at(-1);
    if (last && reasons.every((reason) => reason !== undefined)) return `${last.sentence} ${last.remedy ?? ""}`.trim();
  }
  for (const part of parts) {
    const reason = partBlockedBy(part, ready, offered);
    if (reason !== null) return reason;
  }
  return null;
}

/** Why a part can't be ordered as it was taken over. */
export function partBlockedBy(part: Part, ready: Ready, offered: Offered): string | null {
  const now = offered.get(part.name);
  if (!now) return `${part.title}, which is a part of this, is no longer offered.`;
  if (now.revision !== part.revision)
    return `${part.title}, which is a part of this, has changed, and this does not fit it any more.`;
  const reason = blockedBy(part.title, { ...now.certain, parts: [] }, ready, offered);
  return reason === null ? null : `${part.title}: ${reason}`;
}
