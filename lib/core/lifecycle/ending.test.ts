import { describe, expect, test } from "vitest";
import { type Ending, endingMoves, mayAbort, mayCancel } from "./ending.ts";
import { mayMove } from "./moves.ts";
import { requestStates, stepStates } from "./states.ts";

const movesOf = (ending: Ending, stoppable = true) =>
  Object.fromEntries(
    endingMoves(
      stepStates.map((state) => ({ id: state, state, stoppable })),
      ending,
    ).map(({ id, to }) => [id, to]),
  );

describe("a cancel", () => {
  test("is open while something moves by itself", () => {
    const open = requestStates.filter((state) => mayCancel(state).allowed);
    expect(open).toEqual(["submitted", "waiting_approval", "waiting_window", "processing"]);
  });

  test("asks what is under way to stop, and skips what has not started", () => {
    expect(movesOf("cancel")).toEqual({
      pending: "skipped",
      held: "skipped",
      queued: "skipped",
      processing: "cancelling",
      waiting: "cancelling",
    });
  });

  test("lets go of what nobody can be asked to stop", () => {
    expect(movesOf("cancel", false)).toMatchObject({ waiting: "cancelled" });
  });
});

describe("an abort", () => {
  test("is open until the request has ended, also while a cancel waits", () => {
    const open = requestStates.filter((state) => mayAbort(state, "abort").allowed);
    expect(open).toEqual(["submitted", "waiting_approval", "waiting_window", "processing", "failed"]);
    expect(mayAbort("cancelling", "cancel").allowed).toBe(true);
  });

  test("skips what has not started, lets go of what waits outside, and asks nobody", () => {
    expect(movesOf("abort")).toEqual({
      pending: "skipped",
      held: "skipped",
      queued: "skipped",
      waiting: "cancelled",
      cancelling: "cancelled",
    });
  });
});

test("the end of a request moves its steps only as they may move", () => {
  const steps = stepStates.flatMap((state) => [true, false].map((stoppable) => ({ id: state, state, stoppable })));
  for (const ending of ["cancel", "abort"] as const)
    for (const { from, to } of endingMoves(steps, ending)) expect(mayMove(from, to)).toBe(true);
});
