import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayMove } from "./moves.ts";
import { type RetryStep, retryMoves, retryStarts } from "./retry.ts";
import { settle } from "./settle.ts";
import { stepStates, type StepState } from "./states.ts";

const step = (id: string, state: StepState, needs: string[] = [], more: Partial<RetryStep> = {}): RetryStep => ({
  id,
  state,
  plan: { title: id.toUpperCase(), needs },
  blocking: true,
  generation: 1,
  effectEnded: false,
  reference: null,
  sent: false,
  ...more,
});

const steps = [
  step("a", "completed"),
  step("b", "completed", ["a"]),
  step("c", "skipped", ["b"]),
  step("d", "failed", ["c"], { effectEnded: true }),
  step("e", "pending", ["d"]),
  step("other", "completed", ["a"]),
];

const refused = (given: RetryStep[], stuck: string, from: string) => {
  const found = retryMoves(given, stuck, from, "failed");
  return "refused" in found ? found.refused : undefined;
};

describe("a retry", () => {
  test("from an earlier step runs it and all that is built on it again, under new generations where an effect has ended", () => {
    expect(retryMoves(steps, "d", "b", "failed")).toEqual({
      moves: [
        { id: "b", title: "B", from: "completed", to: "queued", generation: 2 },
        { id: "c", title: "C", from: "skipped", to: "pending", generation: 1 },
        { id: "d", title: "D", from: "failed", to: "pending", generation: 2 },
      ],
    });
  });

  test("from the failed step itself leaves all others as they are", () => {
    expect(retryMoves([...steps, step("x", "failed")], "x", "x", "failed")).toEqual({
      moves: [{ id: "x", title: "X", from: "failed", to: "queued", generation: 1 }],
    });
  });

  test("may start from each completed step that the failed one is built on, and says what runs again", () => {
    expect(retryStarts(steps, "d", "failed")).toEqual([
      { id: "a", title: "A", again: ["A", "B", "C", "D", "OTHER"] },
      { id: "b", title: "B", again: ["B", "C", "D"] },
    ]);
    expect(retryStarts(steps, "d", "completed")).toEqual([]);
  });

  test("of a removal starts with its first plan, so that nothing is asked about that has gone", () => {
    const removal = { plans: [] };
    const removing = ["plan_a", "plan_b", "confirm", "destroy_a", "destroy_b"].map((id, at, all) => {
      const needs = all.slice(0, at).slice(-1);
      return step(id, at === 4 ? "failed" : "completed", needs, { plan: { title: id, needs, removal } });
    });
    expect(retryStarts(removing, "destroy_b", "failed").map(({ id }) => id)).toEqual(["plan_a"]);
    expect(refused(removing, "destroy_b", "confirm")).toBe(
      "What “confirm” goes by was planned before: start with the first step, so that it is planned anew.",
    );
  });

  test("starts nowhere else, and not while something works with what would be made anew", () => {
    expect(refused(steps, "d", "other")).toBe("“OTHER” is no completed step that the failed one is built on.");
    expect(refused(steps, "d", "zzz")).toBe("This request has no step “zzz”.");
    expect(refused([...steps, step("w", "waiting", ["b"])], "d", "b")).toBe(
      "“W” still works with what “B” yielded: wait until it has ended.",
    );
    expect(refused([...steps, step("w", "uncertain", ["b"])], "d", "b")).toBe(
      "“W” may or may not have happened: say that first.",
    );
    const record = step("w", "waiting", ["b"], { blocking: false });
    expect(retryMoves([...steps, record], "d", "b", "failed")).toEqual(retryMoves(steps, "d", "b", "failed"));
  });

  test("starts from no earlier step while what was made of its old outputs may go on: it would be taken for the new one", () => {
    const server = step("server", "completed");
    const ticket = (state: StepState, more: Partial<RetryStep>) => [server, step("ticket", state, ["server"], more)];
    const reference = { kind: "issue", id: "DBA-1" };
    for (const given of [
      ticket("failed", { reference }),
      ticket("failed", { sent: true }),
      ticket("uncertain", { sent: true }),
      [...ticket("cancelled", { reference }), step("x", "failed", ["server"])],
    ]) {
      const stuck = given.at(-1)?.id ?? "";
      expect(refused(given, stuck, "server")).toBe(
        "What “TICKET” made of what “SERVER” yielded may still go on, and would be taken for the new one: resolve that step, or abort.",
      );
      expect(retryStarts(given, stuck, "failed")).toEqual([]);
      expect(refused(given, stuck, stuck)).toBeUndefined();
    }
    expect(
      retryStarts(ticket("failed", { reference, sent: true, effectEnded: true }), "ticket", "failed"),
    ).toHaveLength(1);
  });

  test("makes only moves that steps may make, and leads to a request that goes on", () => {
    const some = fc.array(fc.record({ state: fc.constantFrom(...stepStates), needs: fc.array(fc.nat(5)) }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(some, (given) => {
        const all = given.map(({ state, needs }, at) =>
          step(
            `s${at}`,
            at === given.length - 1 ? "failed" : state,
            needs.filter((need) => need < at).map((n) => `s${n}`),
          ),
        );
        const stuck = `s${given.length - 1}`;
        for (const { id } of retryStarts(all, stuck, "failed")) {
          const found = retryMoves(all, stuck, id, "failed");
          const moves = "moves" in found ? found.moves : [];
          for (const { from, to } of moves) expect(mayMove(from, to)).toBe(true);
          const to = new Map(moves.map((move) => [move.id, move.to]));
          const after = all.map((one) => ({ ...one, needs: one.plan.needs, state: to.get(one.id) ?? one.state }));
          expect(settle(after, () => true, "failed").moves.map((move) => move.id)).not.toContain(stuck);
          expect(settle(after, () => true, "failed").request).not.toBe("completed");
        }
      }),
    );
  });
});
