import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ending, mayAbort } from "./ending.ts";
import { stepMoves } from "./moves.ts";
import { settle, type SettleStep } from "./settle.ts";
import { stepStates, type StepState } from "./states.ts";

/** A step somewhere on its way, and how it will end once its request is being ended. */
interface Met extends SettleStep {
  ends: "completed" | "failed" | "uncertain" | "cancelled" | "waiting";
}

const met: fc.Arbitrary<Met[]> = fc
  .array(
    fc.record({
      state: fc.constantFrom(...stepStates.filter((state) => state !== "cancelling")),
      blocking: fc.boolean(),
      stoppable: fc.boolean(),
      needs: fc.array(fc.nat(5), { maxLength: 2 }),
      ends: fc.constantFrom(...(["completed", "failed", "uncertain", "cancelled", "waiting"] as const)),
    }),
    { maxLength: 6 },
  )
  .map((steps) =>
    steps.map(({ needs, ...step }, at): Met => {
      const earlier = needs.filter((need) => need < at).map((need) => `s${need}`);
      return { id: `s${at}`, ...step, needs: [...new Set(earlier)] };
    }),
  );

interface World {
  steps: Met[];
  request: string;
}

function look(steps: Met[], ending: Ending): World {
  const { moves, request } = settle(steps, () => true, "cancelling", ending);
  for (const move of moves) expect(stepMoves[move.from]).toContain(move.to);
  const to = new Map(moves.map((move) => [move.id, move.to]));
  return { steps: steps.map((step) => ({ ...step, state: to.get(step.id) ?? step.state })), request };
}

const underWay = ({ state }: Met) => state === "processing" || state === "cancelling";

/** How what is under way ends; one that goes on outside is asked to stop, and confirms that. */
function endOf({ state, ends }: Met): StepState {
  if (ends === "waiting") return state === "processing" ? "waiting" : "cancelled";
  return ends === "cancelled" && state === "processing" ? "failed" : ends;
}

/** Lets what is under way end, one after the other in some order; from `patience` on, a person waits no longer. */
function run(steps: Met[], choices: readonly number[], ending: Ending, patience = 1000): World[] {
  const worlds = [look(steps, ending)];
  for (let turn = 0; turn < 40; turn += 1) {
    const last = worlds.at(-1) ?? { steps, request: "cancelling" };
    const open = last.steps.filter(underWay);
    const chosen = open[(choices[turn % choices.length] ?? 0) % Math.max(1, open.length)];
    if (chosen === undefined) break;
    const now = turn >= patience && mayAbort("cancelling", ending).allowed ? "abort" : ending;
    worlds.push(
      look(
        last.steps.map((step) => (step === chosen ? { ...step, state: endOf(step) } : step)),
        now,
      ),
    );
  }
  return worlds;
}

const choices = fc.array(fc.nat(97), { minLength: 1, maxLength: 20 });
const endings = fc.constantFrom("cancel" as const, "abort" as const);
const standing = (world: World | undefined) => world?.steps.map(({ id, state }) => [id, state]);

test("every order in which things end brings a request that is being ended to the same end", () => {
  fc.assert(
    fc.property(met, choices, choices, endings, (steps, one, other, ending) => {
      expect(standing(run(steps, one, ending).at(-1))).toEqual(standing(run(steps, other, ending).at(-1)));
    }),
    { numRuns: 500 },
  );
});

test("a request that is being ended is aborted exactly when nothing of it is under way", () => {
  fc.assert(
    fc.property(met, choices, endings, fc.nat(6), (steps, order, ending, patience) => {
      for (const { steps: now, request } of run(steps, order, ending, patience))
        expect(request).toBe(now.some(underWay) ? "cancelling" : "aborted");
      expect(run(steps, order, ending, patience).at(-1)?.request).toBe("aborted");
    }),
    { numRuns: 500 },
  );
});

test("whatever a request that is being ended goes through, nothing of it is begun any more", () => {
  fc.assert(
    fc.property(met, choices, endings, (steps, order, ending) => {
      const idle: readonly StepState[] = ["pending", "held", "queued"];
      for (const world of run(steps, order, ending))
        for (const step of world.steps) expect(idle).not.toContain(step.state);
    }),
  );
});

test("who waits no longer ends at once what only the outside could end", () => {
  fc.assert(
    fc.property(met, (steps) => {
      const asked = look(steps, "cancel").steps.map((step): Met => ({ ...step }));
      expect(look(asked, "abort").request).toBe("aborted");
    }),
  );
});
