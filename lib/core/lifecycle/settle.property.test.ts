import fc from "fast-check";
import { expect, test } from "vitest";
import { stepMoves } from "./moves.ts";
import { settle } from "./settle.ts";
import type { SettleStep, Settled } from "./settle.ts";
import { isFinal } from "./states.ts";
import type { RequestState, StepState } from "./states.ts";

/** How each step of a plan will end, whenever it is started. */
interface Planned extends SettleStep {
  holds: boolean;
  ends: "completed" | "failed" | "uncertain";
}

const planned: fc.Arbitrary<Planned[]> = fc
  .array(
    fc.record({
      blocking: fc.boolean(),
      needs: fc.array(fc.nat(9), { maxLength: 3 }),
      condition: fc.boolean(),
      holds: fc.boolean(),
      ends: fc.constantFrom("completed" as const, "completed" as const, "failed" as const, "uncertain" as const),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) =>
    steps.map(({ blocking, needs, condition, holds, ends }, at): Planned => {
      const earlier = needs.filter((need) => need < at).map((need) => `s${need}`);
      return {
        id: `s${at}`,
        state: "pending",
        blocking,
        needs: [...new Set(earlier)],
        holds,
        ends,
        ...(condition ? { condition: true } : {}),
      };
    }),
  );

interface World {
  steps: Planned[];
  request: RequestState;
  settled: Settled;
}

function look(steps: Planned[], request: RequestState): World {
  const settled = settle(steps, (id) => steps.some((step) => step.id === id && step.holds), request);
  for (const move of settled.moves) expect(stepMoves[move.from]).toContain(move.to);
  const to = new Map(settled.moves.map((move) => [move.id, move.to]));
  return {
    steps: steps.map((step) => ({ ...step, state: to.get(step.id) ?? step.state })),
    request: settled.request,
    settled,
  };
}

const begun: readonly StepState[] = ["queued", "processing", "waiting"];

/** One step that is under way ends, or takes its next step on the way; which one is chosen by `choice`. */
function arrive({ steps, request }: World, choice: number): World {
  const underWay = steps.filter(({ state }) => begun.includes(state));
  const chosen = underWay[choice % underWay.length];
  if (!chosen) return look(steps, request);
  const next = (step: Planned): StepState =>
    step.state === "queued" ? "processing" : step.state === "processing" && choice % 3 === 0 ? "waiting" : step.ends;
  return look(
    steps.map((step) => (step === chosen ? { ...step, state: next(step) } : step)),
    request,
  );
}

function run(steps: Planned[], choices: readonly number[]): World[] {
  const worlds = [look(steps, "submitted")];
  for (let turn = 0; turn < 100; turn += 1) {
    const last = worlds.at(-1);
    if (!last || !last.steps.some(({ state }) => begun.includes(state))) break;
    worlds.push(arrive(last, choices[turn % choices.length] ?? 0));
  }
  return worlds;
}

const choices = fc.array(fc.nat(97), { minLength: 1, maxLength: 30 });
const standing = (
  { steps, request }: World | undefined = {
    steps: [],
    request: "submitted",
    settled: { moves: [], request: "submitted", stuck: false },
  },
) => ({
  request,
  steps: steps.map(({ id, state }) => [id, state]),
});

test("every order of arrivals settles the same", () => {
  fc.assert(
    fc.property(planned, choices, choices, (steps, one, other) => {
      expect(standing(run(steps, one).at(-1))).toEqual(standing(run(steps, other).at(-1)));
    }),
    { numRuns: 500 },
  );
});

test("settling twice changes nothing, and asking about steps in another order neither", () => {
  fc.assert(
    fc.property(planned, choices, (steps, order) => {
      for (const world of run(steps, order)) {
        expect(look(world.steps, world.request).settled).toEqual({ ...world.settled, moves: [] });
        const turned = look(world.steps.toReversed(), world.request);
        expect(turned.request).toBe(world.request);
      }
    }),
  );
});

test("with nothing left under way, a request is completed or failed", () => {
  fc.assert(
    fc.property(planned, choices, (steps, order) => {
      const last = run(steps, order).at(-1);
      expect(["completed", "failed"]).toContain(last?.request);
      const open =
        last?.steps.filter(({ blocking, state }) => blocking && state !== "completed" && state !== "skipped") ?? [];
      expect(last?.request === "completed").toBe(open.length === 0);
    }),
    { numRuns: 500 },
  );
});

test("a final state never changes, whatever arrives late", () => {
  fc.assert(
    fc.property(planned, choices, (steps, order) => {
      const requests = run(steps, order).map(({ request }) => request);
      const end = requests.findIndex(isFinal);
      expect(new Set(end === -1 ? [] : requests.slice(end)).size).toBeLessThanOrEqual(1);
    }),
  );
});

test("a retry of every stuck step leads to completed", () => {
  fc.assert(
    fc.property(planned, choices, (steps, order) => {
      const stuck = run(steps, order).at(-1);
      if (!stuck || stuck.request !== "failed") return;
      const retried = stuck.steps.map((step): Planned => ({
        ...step,
        ends: "completed",
        state: step.state === "failed" || step.state === "uncertain" ? "queued" : step.state,
      }));
      expect(finish(retried, order)).toBe("completed");
    }),
  );
});

function finish(steps: Planned[], order: readonly number[]): RequestState | undefined {
  let world: World | undefined = look(steps, "failed");
  for (let turn = 0; turn < 100 && world.steps.some(({ state }) => begun.includes(state)); turn += 1)
    world = arrive(world, order[turn % order.length] ?? 0);
  return world.request;
}
