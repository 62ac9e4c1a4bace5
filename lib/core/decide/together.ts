import type { Decision, Reason } from "./decision.ts";

/** One answer for several requests that are ordered at once: what stands in the way of one stands in the way of all. */
export function together(decisions: readonly Decision[]): Decision {
  const denied = decisions.filter(({ answer }) => answer === "deny");
  if (denied.length > 0) return { answer: "deny", reasons: reasonsOf(denied) };
  const held = decisions.filter((decision) => decision.answer === "hold");
  if (held.length === 0) return { answer: "allow", reasons: reasonsOf(decisions) };
  const until = held.flatMap(({ until: end }) => end ?? []).toSorted();
  return {
    answer: "hold",
    until: until.at(-1) ?? null,
    waitsFor: [...new Set(held.flatMap(({ waitsFor }) => waitsFor))],
    reasons: reasonsOf(held),
  };
}

/** Each thing is said once. */
function reasonsOf(decisions: readonly Decision[]): Reason[] {
  const all = decisions.flatMap(({ reasons }) => reasons);
  return [...new Map(all.map((reason) => [reason.sentence, reason])).values()];
}

/** The same answer about a part: its sentences say which. */
export function about(part: string, decision: Decision): Decision {
  const reasons = decision.reasons.map((reason) => ({
    ...reason,
    sentence: reason.sentence.includes(part) ? reason.sentence : `${part}: ${reason.sentence}`,
  }));
  return { ...decision, reasons };
}
