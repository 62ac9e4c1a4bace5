import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { ResourceState } from "#lib/core/lifecycle/states.ts";

/** A request that works on a resource. */
export interface Working {
  number: number;
  requester: { name: string };
}

export interface Hindrance {
  message: string;
  remedy?: string;
}

/** Why nothing can be done to a resource now, in the words of every door; null when something can. */
export function hindrance(
  { name, state }: { name: string; state: ResourceState },
  working: Working | null,
): Hindrance | null {
  if (state === "retired") return { message: `${name} is retired: nothing can be done to it.` };
  if (working === null) return null;
  return {
    message: `${formatNumber(working.number)} by ${working.requester.name} works on ${name} and has not ended.`,
    remedy: "Wait until it has ended, or abort it.",
  };
}
