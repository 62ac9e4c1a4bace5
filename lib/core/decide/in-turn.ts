import type { Decision } from "./decision.ts";
import { together } from "./together.ts";

/** One thing that is looked at. */
export type Stage<Q> = (question: Q) => Decision;

/** The first stage that denies ends it, with its reasons alone: what comes after is not theirs to know. What holds, holds together. */
export function inTurn<Q>(stages: readonly Stage<Q>[], question: Q): Decision {
  const passed: Decision[] = [];
  for (const stage of stages) {
    const answer = stage(question);
    if (answer.answer === "deny") return answer;
    passed.push(answer);
  }
  return together(passed);
}
