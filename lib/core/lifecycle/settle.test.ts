import { describe, expect, test } from "vitest";
import { settle } from "./settle.ts";
import type { SettleStep } from "./settle.ts";
import type { StepState } from "./states.ts";

const step = (id: string, state: StepState, needs: string[] = [], more: Partial<SettleStep> = {}): SettleStep => ({
  id,
  state,
  needs,
  blocking: true,
  ...more,
});
const yes = () => true;
const to = (settled: ReturnType<typeof settle>) => Object.fromEntries(settled.moves.map((move) => [move.id, move.to]));

describe("a step", () => {
  test("starts when all it needs is done", () => {
    expect(to(settle([step("a", "pending"), step("b", "pending", ["a"])], yes))).toEqual({ a: "queued" });
    expect(to(settle([step("a", "completed"), step("b", "pending", ["a"])], yes))).toEqual({ b: "queued" });
  });

  test("that is skipped satisfies the needs of later ones, at once", () => {
    const steps = [
      step("a", "pending", [], { condition: {} }),
      step("b", "pending", ["a"], { condition: {} }),
      step("c", "pending", ["b"]),
    ];
    expect(to(settle(steps, () => false))).toEqual({ a: "skipped", b: "skipped", c: "queued" });
  });

  test("is asked for its condition only when it is ready", () => {
    const asked: string[] = [];
    const steps = [
      step("a", "processing"),
      step("b", "pending", ["a"], { condition: {} }),
      step("c", "pending", [], { condition: {} }),
    ];
    settle(steps, (id) => asked.push(id) > 0);
    expect(asked).toEqual(["c"]);
  });

  test("whose condition gives no answer fails with the reason", () => {
    const problem = { code: "expression_failed", sentence: "No." };
    const settled = settle([step("a", "pending", [], { condition: {} })], () => problem);
    expect(settled).toEqual({
      moves: [{ id: "a", from: "pending", to: "failed", problem }],
      request: "failed",
      stuck: true,
    });
  });

  test("that needs a step which does not block waits for its end, and goes on when it failed", () => {
    const record = (state: StepState) => [step("r", state, [], { blocking: false }), step("b", "pending", ["r"])];
    expect(settle(record("waiting"), yes)).toEqual({ moves: [], request: "processing", stuck: false });
    expect(to(settle(record("failed"), yes))).toEqual({ b: "queued" });
  });
});

describe("a request", () => {
  test("is completed when every step that blocks is done, whatever the others do", () => {
    const steps = [step("a", "completed"), step("b", "skipped"), step("r", "waiting", [], { blocking: false })];
    expect(settle(steps, yes, "processing")).toEqual({ moves: [], request: "completed", stuck: false });
  });

  test("is failed only once nothing else can move", () => {
    expect(settle([step("a", "failed"), step("b", "waiting")], yes, "processing")).toMatchObject({
      request: "processing",
      stuck: true,
    });
    expect(
      settle([step("a", "failed"), step("b", "completed"), step("c", "pending", ["a"])], yes, "processing"),
    ).toMatchObject({ request: "failed", stuck: true });
    expect(settle([step("a", "uncertain")], yes, "processing")).toMatchObject({ request: "failed", stuck: true });
  });

  test("is not failed while a step for the record still leads to one that blocks", () => {
    const steps = [step("a", "failed"), step("r", "processing", [], { blocking: false }), step("b", "pending", ["r"])];
    expect(settle(steps, yes, "processing").request).toBe("processing");
    expect(
      settle([step("a", "failed"), step("r", "processing", [], { blocking: false })], yes, "processing").request,
    ).toBe("failed");
  });

  test("goes on when a person retried the failed step", () => {
    expect(settle([step("a", "queued"), step("b", "pending", ["a"])], yes, "failed")).toEqual({
      moves: [],
      request: "processing",
      stuck: false,
    });
  });

  test("that is completed stays so, though steps for the record start and fail", () => {
    const steps = [
      step("a", "completed"),
      step("r", "failed", ["a"], { blocking: false }),
      step("s", "pending", ["r"], { blocking: false }),
    ];
    expect(settle(steps, yes, "completed")).toEqual({
      moves: [{ id: "s", from: "pending", to: "queued" }],
      request: "completed",
      stuck: false,
    });
  });

  test("that is aborted waits for an attempt at work, and skips what has not started", () => {
    const steps = [
      step("a", "processing"),
      step("b", "queued"),
      step("c", "pending", ["a"]),
      step("d", "waiting"),
      step("e", "failed"),
    ];
    expect(settle(steps, yes, "cancelling").request).toBe("cancelling");
    expect(to(settle(steps, yes, "cancelling"))).toEqual({ b: "skipped", c: "skipped", d: "cancelled" });
    expect(settle([step("a", "failed"), step("b", "skipped")], yes, "cancelling").request).toBe("aborted");
    expect(settle([step("a", "pending")], yes, "aborted")).toEqual({ moves: [], request: "aborted", stuck: false });
  });

  test("whose steps wait in a circle is failed, not forever at work", () => {
    expect(settle([step("a", "pending", ["b"]), step("b", "pending", ["a"])], yes).request).toBe("failed");
    expect(settle([step("a", "pending", ["gone"])], yes).request).toBe("failed");
  });

  test("whose steps are all held waits for a window", () => {
    expect(settle([step("a", "held"), step("b", "pending", ["a"])], yes).request).toBe("waiting_window");
  });
});
