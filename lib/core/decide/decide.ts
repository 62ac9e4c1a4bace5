import { may } from "#lib/core/access.ts";
import type { Actor, Ask } from "#lib/core/access.ts";
import type { RefusingPolicy } from "#lib/core/plan/policies.ts";
import type { Decision, Reason } from "./decision.ts";
import { inTurn, type Stage } from "./in-turn.ts";
import { readiness } from "./readiness.ts";
import type { ReadinessQuestion } from "./readiness.ts";

/** Everything a decision is taken on. Steps: all of them before an order, the one that is about to start later. */
export interface Question extends ReadinessQuestion {
  actor: Actor;
  ask: Ask;
  environment: string;
  refusingPolicies: readonly RefusingPolicy[];
}

const stages: readonly Stage<Question>[] = [permission, ready, policy];

/** May this order be taken, may this step start? */
export function decide(question: Question): Decision {
  return inTurn(stages, question);
}

const denied = (reasons: Reason[]): Decision => ({ answer: reasons.length === 0 ? "allow" : "deny", reasons });

function permission({ actor, ask }: Question): Decision {
  const answer = may(actor, ask);
  return denied(answer.allowed ? [] : [{ stage: "permission", sentence: answer.reason }]);
}

function ready(question: Question): Decision {
  return denied(readiness(question));
}

/** Until approvals can be given, an order that needs one is refused: nothing runs that its author wanted looked at. */
export function policy({ refusingPolicies }: Pick<Question, "refusingPolicies">): Decision {
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
