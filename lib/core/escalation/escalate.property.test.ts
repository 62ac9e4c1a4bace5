import fc from "fast-check";
import { expect, test } from "vitest";
import { settle } from "#lib/core/lifecycle/settle.ts";
import type { StepState } from "#lib/core/lifecycle/states.ts";
import { reachableNeeds } from "#lib/core/offering/needs.ts";
import type { PlannedStep } from "#lib/core/plan/plan.ts";
import { needsNow, replacedSteps, type EscalatingStep } from "./replaced.ts";

/** A step of a plan, and whether it fails as it was planned. A ticket in its place is done in the end. */
interface Planned extends EscalatingStep {
  fails: boolean;
  holds: boolean;
}

const planned: fc.Arbitrary<Planned[]> = fc
  .array(
    fc.record({
      blocking: fc.constantFrom(true, true, true, false),
      back: fc.array(fc.nat(2), { maxLength: 2 }),
      uses: fc.constantFrom("http" as const, "http" as const, "terraform" as const, "manual" as const),
      condition: fc.boolean(),
      holds: fc.boolean(),
      fails: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((steps) =>
    steps.map(({ back, uses, blocking, condition, ...rest }, at): Planned => {
      const earlier = [...new Set(back.filter((far) => far < at).map((far) => `s${at - 1 - far}`))];
      const open = condition && earlier.length > 0 ? { condition: { expression: "steps" } } : {};
      const plan = { id: `s${at}`, title: "", uses, needs: earlier, blocking, outputs: {}, sentence: "", ...open };
      return {
        id: `s${at}`,
        state: "pending",
        blocking,
        plan: { ...plan, payload: { value: {}, holes: [] } },
        ...rest,
      };
    }),
  );

interface World {
  steps: Planned[];
  request: string;
}

/** Settles; and asks of each condition that is decided that what it reads has ended. */
function look(steps: Planned[]): World {
  const decide = (id: string) => {
    const step = steps.find((one) => one.id === id);
    // An expression may read whatever is above it. What was skipped a moment ago still reads as pending here.
    for (const above of reachableNeeds(Object.fromEntries(steps.map((one) => [one.id, one.plan.needs])), id))
      expect(steps.find((one) => one.id === above && one.id !== id)?.state).not.toBe("queued");
    return step?.holds ?? true;
  };
  const rows = steps.map((step) => ({
    id: step.id,
    state: step.state,
    blocking: step.blocking,
    needs: needsNow(step, steps),
    ...(step.plan.condition === undefined ? {} : { condition: step.plan.condition }),
  }));
  const { moves, request } = settle(rows, decide);
  const to = new Map(moves.map((move) => [move.id, move.to]));
  return { steps: steps.map((step) => ({ ...step, state: to.get(step.id) ?? step.state })), request };
}

/** Lets whatever is under way end, in some order, until nothing is. */
function run(from: Planned[], choices: readonly number[]): World {
  let world = look(from);
  for (let turn = 0; turn < 60; turn += 1) {
    const open = world.steps.filter(({ state }) => state === "queued");
    const chosen = open[(choices[turn % choices.length] ?? 0) % Math.max(1, open.length)];
    if (!chosen) return world;
    const end: StepState = chosen.fails && !chosen.plan.escalated ? "failed" : "completed";
    world = look(world.steps.map((step) => (step === chosen ? { ...step, state: end } : step)));
  }
  return world;
}

function escalated(steps: Planned[], stuck: string): Planned[] {
  const replaced = replacedSteps(steps, stuck);
  return steps.map((step): Planned => {
    const one = replaced.find(({ id }) => id === step.id);
    if (!one) return step;
    const plan: PlannedStep = {
      ...step.plan,
      uses: "jira-issue",
      escalated: { of: step.plan, team: "t", atOnce: one.atOnce, left: null },
    };
    return { ...step, plan, state: step.id === stuck ? "queued" : step.state };
  });
}

/** Escalates whatever is stuck, until nothing is. */
function throughTickets(steps: Planned[], choices: readonly number[]): World {
  let world = run(steps, choices);
  for (let turn = 0; turn < 10 && world.request === "failed"; turn += 1) {
    const stuck = world.steps.find(({ state, blocking, plan }) => state === "failed" && blocking && !plan.escalated);
    if (!stuck) return world;
    world = run(escalated(world.steps, stuck.id), choices);
  }
  return world;
}

const choices = fc.array(fc.nat(97), { minLength: 1, maxLength: 20 });

test("with tickets in place of whatever fails, every request is completed, in whatever order they are closed", () => {
  fc.assert(
    fc.property(planned, choices, choices, (steps, one, other) => {
      const first = throughTickets(steps, one);
      expect(first.request).toBe("completed");
      const states = (world: World) => world.steps.filter(({ blocking }) => blocking).map(({ state }) => state);
      expect(states(throughTickets(steps, other))).toEqual(states(first));
    }),
    { numRuns: 500 },
  );
});
