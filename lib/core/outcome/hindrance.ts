import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { ResourceState } from "#lib/core/lifecycle/states.ts";
import type { OperationKind } from "#lib/core/offering/operations.ts";

/** A request that works on a resource. */
export interface Working {
  number: number;
  requester: { name: string };
}

export interface Hindrance {
  message: string;
  remedy?: string;
}

/** Why this cannot be done to a resource now, in the words of every door; null when it can. Without a kind: why nothing can be. */
export function hindrance(
  { name, state }: { name: string; state: ResourceState },
  working: Working | null,
  kind?: OperationKind,
): Hindrance | null {
  if (state === "retired") return { message: `${name} is retired: nothing can be done to it.` };
  if (working === null) return kind === "change" && state === "planned" ? unfinished(name) : null;
  return {
    message: `${formatNumber(working.number)} by ${working.requester.name} works on ${name} and has not ended.`,
    remedy: "Wait until it has ended, or abort it.",
  };
}

/** There is something of it, or it would be retired; but nothing that a change could begin with. */
function unfinished(name: string): Hindrance {
  return {
    message: `${name} was never finished: its order was aborted.`,
    remedy: "Order it anew, and retire what there is of this one.",
  };
}
