import { expect, test } from "vitest";
import type { AttemptRow } from "#db/attempt.ts";
import { whatToDo } from "./take.ts";

const sent = new Date("2026-01-01T00:00:00Z");

/** The latest first, as they are loaded. */
function attempts(...given: Partial<AttemptRow>[]): AttemptRow[] {
  const began = { id: "", request: 1, step: "one", generation: 1, engine: "", startedAt: sent };
  const unsent = { effectSentAt: null, repeatableSentAt: null, payload: null };
  const open = { ...unsent, endedAt: null, outcome: null, problem: null, reference: null };
  return given.map((attempt, index) => ({ ...began, ...open, n: given.length - index, ...attempt }));
}

const fresh = { reference: null, generation: 1 };
const followed = { reference: { kind: "issue", id: "DBA-1" }, generation: 1 };

test("a step that made nothing yet is started", () => {
  expect(whatToDo(fresh, [])).toEqual({ task: "start", sentAt: null, mayMake: false, triesBefore: 0, lostBefore: 0 });
});

test("tries that made nothing are counted up to the last one that ended otherwise", () => {
  const again = { outcome: "again" } as const;
  expect(whatToDo(fresh, attempts(again, again, { outcome: "failed" }, again))).toMatchObject({
    task: "start",
    triesBefore: 2,
  });
});

test("what an earlier attempt may have made is looked for, not made again", () => {
  expect(whatToDo(fresh, attempts({}, { outcome: "lost", effectSentAt: sent }))).toMatchObject({
    task: "find",
    sentAt: sent,
    mayMake: false,
  });
});

test("a known reference is followed", () => {
  expect(whatToDo(followed, attempts({ outcome: "waiting", effectSentAt: sent }))).toMatchObject({ task: "check" });
});

test("after an effect that has ended, the next generation starts anew and forgets the old reference", () => {
  const old = attempts({ outcome: "failed", effectSentAt: sent, generation: 1 });
  expect(whatToDo({ ...followed, generation: 2 }, old)).toMatchObject({ task: "start", sentAt: null });
});

test("what a person says did not happen is looked for once more, and may then be made", () => {
  expect(whatToDo(fresh, attempts({ outcome: "uncertain", effectSentAt: sent }))).toMatchObject({
    task: "find",
    mayMake: true,
  });
  const waiting = attempts({ outcome: "waiting" }, { outcome: "uncertain", effectSentAt: sent });
  expect(whatToDo(fresh, waiting)).toMatchObject({ task: "find", mayMake: true });
});

test("once it has been made again, the person's word no longer counts", () => {
  const made = attempts({ outcome: "waiting", effectSentAt: sent }, { outcome: "uncertain", effectSentAt: sent });
  expect(whatToDo(fresh, made)).toMatchObject({ task: "find", mayMake: false });
});

test("engines that went away over a step are counted up to the last try that ended", () => {
  const lost = { outcome: "lost", endedAt: sent } as const;
  expect(whatToDo(fresh, attempts({}, lost, lost, { outcome: "failed" }, lost))).toMatchObject({ lostBefore: 3 });
  expect(whatToDo(fresh, attempts({ outcome: "waiting" }, lost))).toMatchObject({ lostBefore: 0 });
});

test("a try that a stopping engine handed over counts neither as lost nor between those that were", () => {
  const lost = { outcome: "lost", endedAt: sent } as const;
  const handed = { outcome: "handed_over", endedAt: sent } as const;
  expect(whatToDo(fresh, attempts(handed, handed, handed, handed, handed))).toMatchObject({ lostBefore: 0 });
  expect(whatToDo(fresh, attempts({}, handed, lost, handed, lost))).toMatchObject({ lostBefore: 3 });
  expect(whatToDo(fresh, attempts({ ...handed, effectSentAt: sent }))).toMatchObject({ task: "find", sentAt: sent });
});
