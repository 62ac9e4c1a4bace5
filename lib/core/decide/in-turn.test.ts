import fc from "fast-check";
import { expect, test } from "vitest";
import type { Decision, Reason } from "./decision.ts";
import { inTurn } from "./in-turn.ts";

const reasons: fc.Arbitrary<Reason[]> = fc.array(
  fc.record({ stage: fc.constantFrom("permission", "policy", "window"), sentence: fc.string() }),
  { maxLength: 3 },
);
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ answer: fc.constant("allow"), reasons }),
  fc.record({
    answer: fc.constant("hold"),
    until: fc.option(fc.constantFrom("2026-01-01", "2026-02-01")),
    waitsFor: fc.array(fc.constantFrom("compute", "security")),
    reasons,
  }),
  fc.record({ answer: fc.constant("deny"), reasons }),
);

test("the first stage that denies is the answer, and no later one is asked", () => {
  fc.assert(
    fc.property(fc.array(decision), (answers) => {
      const asked: Decision[] = [];
      const stages = answers.map((answer) => () => {
        asked.push(answer);
        return answer;
      });
      const first = answers.findIndex(({ answer }) => answer === "deny");
      const answer = inTurn(stages, null);
      expect(answer.answer === "deny").toBe(first !== -1);
      expect(answer).toBe(first === -1 ? answer : answers[first]);
      expect(asked).toEqual(first === -1 ? answers : answers.slice(0, first + 1));
    }),
  );
});

test("without a denial it is held as long as any stage holds it, and for all that are waited for", () => {
  const willing = decision.filter(({ answer }) => answer !== "deny");
  fc.assert(
    fc.property(fc.array(willing), (answers) => {
      const answer = inTurn(
        answers.map((one) => () => one),
        null,
      );
      const held = answers.filter((one) => one.answer === "hold");
      expect(answer.answer).toBe(held.length > 0 ? "hold" : "allow");
      if (answer.answer !== "hold") return;
      for (const { until, waitsFor } of held) {
        expect(until === null || (answer.until ?? "") >= until).toBe(true);
        expect(answer.waitsFor).toEqual(expect.arrayContaining(waitsFor));
      }
    }),
  );
});

test("the order of stages that deny nothing changes nothing but the order of the reasons", () => {
  const willing = decision.filter(({ answer }) => answer !== "deny");
  const sorted = (answer: Decision) => ({
    ...answer,
    reasons: answer.reasons.map(({ sentence }) => sentence).toSorted(),
    ...(answer.answer === "hold" ? { waitsFor: answer.waitsFor.toSorted() } : {}),
  });
  fc.assert(
    fc.property(fc.array(willing), (answers) => {
      const stages = answers.map((one) => () => one);
      expect(sorted(inTurn(stages.toReversed(), null))).toEqual(sorted(inTurn(stages, null)));
    }),
  );
});
