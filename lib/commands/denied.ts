import { may, type Actor, type Ask } from "#lib/core/access.ts";
import type { Decision, Reason } from "#lib/core/decide/decision.ts";
import { Problem, type ProblemCode } from "#lib/core/problem.ts";

/** A Problem that is kept in the audit: somebody asked for what they may not or cannot have. */
export class Denied extends Problem {}

/** Throws when the actor may not. */
export function authorise(actor: Actor, ask: Ask): void {
  const answer = may(actor, ask);
  if (!answer.allowed) throw new Denied("forbidden", answer.reason);
}

const codes = {
  permission: "forbidden",
  readiness: "not_ready",
  policy: "invalid",
  quota: "invalid",
  window: "invalid",
} as const satisfies Record<Reason["stage"], ProblemCode>;

/** Throws unless the decision lets the order in. */
export function obey(decision: Decision): void {
  if (decision.answer !== "deny") return;
  const [first] = decision.reasons;
  const remedies = decision.reasons.flatMap(({ remedy }) => remedy ?? []);
  const message = decision.reasons.map(({ sentence }) => sentence).join(" ");
  const code = decision.reasons.every(({ passing }) => passing) ? "unavailable" : codes[first?.stage ?? "policy"];
  throw new Denied(code, message, remedies.length === 0 ? {} : { remedy: remedies.join(" ") });
}
