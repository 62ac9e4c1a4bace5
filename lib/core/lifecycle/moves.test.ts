import { describe, expect, test } from "vitest";
import { mayMove, mayResolve, mayRetry, retryGeneration, stepMoves } from "./moves.ts";
import { stepStates } from "./states.ts";

const step = (state: (typeof stepStates)[number]) => ({ title: "Create it", state });

describe("the exits of a step", () => {
  test("are open while it is failed or uncertain, and closed otherwise", () => {
    for (const state of stepStates) {
      const open = state === "failed" || state === "uncertain";
      expect(mayRetry(step(state), "failed").allowed).toBe(open);
      expect(mayResolve(step(state), "failed").allowed).toBe(open);
      expect(open && !(mayMove(state, "queued") && mayMove(state, "completed"))).toBe(false);
    }
  });

  test("stay open for a step for the record after the request is completed, and close with an abort", () => {
    expect(mayRetry(step("failed"), "completed").allowed).toBe(true);
    expect(mayRetry(step("failed"), "aborted")).toEqual({
      allowed: false,
      reason: "The request is aborted: its steps can no longer be tried again.",
    });
    expect(mayResolve(step("completed"), "processing")).toEqual({
      allowed: false,
      reason: "“Create it” is completed: only a failed or uncertain step can be resolved by hand.",
    });
  });

  test("a retry makes something new only when the old is known to have ended", () => {
    expect(retryGeneration({ generation: 1, effectEnded: false })).toBe(1);
    expect(retryGeneration({ generation: 1, effectEnded: true })).toBe(2);
  });
});

test("nothing leaves an end but to be done again", () => {
  for (const end of [stepMoves.completed, stepMoves.skipped, stepMoves.cancelled])
    for (const to of end) expect(["queued", "pending"]).toContain(to);
});
