import { may, type Actor, type Ask } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";

/** Throws when the actor may not see this, with the reason. */
export function permit(actor: Actor, ask: Ask): void {
  const answer = may(actor, ask);
  if (!answer.allowed) throw new Problem("forbidden", answer.reason);
}
