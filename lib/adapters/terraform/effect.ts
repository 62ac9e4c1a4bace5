import type { StepProblem } from "#lib/core/problem.ts";
import type { Effect } from "./store.ts";

/**
 * May what is planned now be applied after a run whose end nobody saw? Yes, when it is what that run had planned, or the rest
 * of it, and nothing of it had begun: what had begun and is not in the state may exist or not. Answers what speaks against it.
 */
export function differs(
  before: Effect | null,
  key: string,
  planned: Readonly<Record<string, string>>,
): StepProblem | null {
  // Noted before anything began, so that nothing was made without it.
  if (before === null) return null;
  const begun = new Set(before.begun);
  const other =
    before.key === key
      ? Object.entries(planned).filter(([address, action]) => before.changes[address] !== action || begun.has(address))
      : Object.entries(planned);
  if (other.length === 0) return null;
  return {
    code: "terraform_other_plan",
    sentence: "A run was cut off, and what Terraform plans now is not what is left of it.",
    detail: `Planned now: ${other.map(([address, action]) => `${address} (${action})`).join(", ")}.`,
    remedy:
      "Look whether these exist already. Remove or import what the state does not know, then retry: it plans and applies again.",
  };
}

/** What a run whose end nobody saw has done of what it had planned, by address: the state knows it, so it is not planned again. */
export function doneBefore(
  before: Effect | null,
  key: string,
  planned: Readonly<Record<string, string>>,
): Record<string, string> {
  const changes = before?.key === key ? before.changes : {};
  return Object.fromEntries(Object.entries(changes).filter(([address]) => !Object.hasOwn(planned, address)));
}
