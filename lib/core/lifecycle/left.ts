import type { Reference } from "./event.ts";
import type { StepState } from "./states.ts";

/** A step as an abort needs it. */
export interface LeavingStep {
  id: string;
  title: string;
  uses: string;
  state: StepState;
  reference: Reference | null;
  plan?: { removal?: unknown; escalated?: { left: { reference: Reference | null } | null } };
  /** Its call has gone out, or is going out now. */
  sent: boolean;
}

export interface Left {
  step: string;
  title: string;
  /** null when there is nothing to point at. */
  reference: Reference | null;
  /** Nobody knows yet whether it was made. */
  unsure: boolean;
}

/** What steps have made outside, or may have made: an abort leaves it there. A manual task makes nothing that PAO knows of. */
export function leftOutside(steps: readonly LeavingStep[]): Left[] {
  return steps.flatMap((step) => [...leftBefore(step), ...leftBy(step)]);
}

/** Of a step that a ticket has taken the place of. */
function leftBefore({ id, title, plan }: LeavingStep): Left[] {
  const left = plan?.escalated?.left;
  // A task lies in PAO, and nothing was made of it.
  if (left?.reference?.kind === "task") return [];
  return left ? [{ step: id, title, reference: left.reference, unsure: left.reference === null }] : [];
}

function leftBy({ id, title, uses, state, reference, sent, plan }: LeavingStep): Left[] {
  if (uses === "manual") return [];
  // What was to be removed and is gone is not left.
  if (plan?.removal && state === "completed") return [];
  if (reference !== null) return [{ step: id, title, reference, unsure: false }];
  if (state === "completed") return sent ? [{ step: id, title, reference, unsure: false }] : [];
  return sent || state === "processing" || state === "uncertain" ? [{ step: id, title, reference, unsure: true }] : [];
}

/** In words, for an audit entry and for REST. */
export function leftText({ title, reference, unsure }: Left): string {
  if (reference !== null) return `${title}: ${reference.id}${reference.url ? ` (${reference.url})` : ""}`;
  return unsure ? `${title}: may exist` : title;
}
