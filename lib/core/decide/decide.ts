import { may } from "#lib/core/access.ts";
import type { Actor, Ask } from "#lib/core/access.ts";
import type { RefusingPolicy } from "#lib/core/plan/policies.ts";
import type { Decision, Reason } from "./decision.ts";
import { readiness } from "./readiness.ts";
import type { ReadinessQuestion } from "./readiness.ts";

/** Everything a decision is taken on. Steps: all of them before an order, the one that is about to start later. */
export interface Question extends ReadinessQuestion {
  actor: Actor;
  ask: Ask;
  environment: string;
  refusingPolicies: readonly RefusingPolicy[];
}

/** One thing that is looked at. Undefined: nothing stands in the way as far as this stage sees. */
type Stage = (question: Question) => Decision | undefined;

const stages: readonly Stage[] = [permission, ready, policy];

/** May this order be taken, may this step start? The first stage that objects answers, with all its reasons. */
export function decide(question: Question): Decision {
  for (const stage of stages) {
    const answer = stage(question);
    if (answer !== undefined) return answer;
  }
  return { answer: "allow", reasons: [] };
}

function denied(reasons: Reason[]): Decision | undefined {
  return reasons.length === 0 ? undefined : { answer: "deny", reasons };
}

function permission({ actor, ask }: Question): Decision | undefined {
  const answer = may(actor, ask);
  return denied(answer.allowed ? [] : [{ stage: "permission", sentence: answer.reason }]);
}

function ready(question: Question): Decision | undefined {
  return denied(readiness(question));
}

/** Until approvals can be given, an order that needs one is refused: nothing runs that its author wanted looked at. */
function policy({ refusingPolicies }: Question): Decision | undefined {
  return denied(
    refusingPolicies.map(({ effect, message }) =>
      effect === "deny"
        ? { stage: "policy", sentence: message, remedy: "Change the answers, or ask the offering's owner." }
        : {
            stage: "policy",
            sentence: `${message} PAO enforces approvals later; until then it refuses what needs one.`,
            remedy: "Choose answers that need no approval, or ask the offering's owner.",
          },
    ),
  );
}
