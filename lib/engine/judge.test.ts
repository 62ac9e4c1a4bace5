import { expect, test } from "vitest";
import { AdapterError } from "#lib/adapters/adapter.ts";
import { judgeCheck, judgeFinding, judgeStart } from "./judge.ts";
import type { Todo } from "./take.ts";

const problem = { code: "x", sentence: "It broke." };
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const todo = (more: Partial<Todo> = {}): Todo => ({
  task: "find",
  sentAt: ago(10),
  mayMake: false,
  triesBefore: 0,
  lostBefore: 0,
  ...more,
});
const judge = (finding: Parameters<typeof judgeFinding>[0], more: Partial<Todo> = {}, since = ago(10)) =>
  judgeFinding(finding, todo(more), { since, settlingSeconds: 60, before: problem, longestPauseSeconds: 60 });

test("what may have been made is looked for, never made again", () => {
  expect(judgeStart(new AdapterError(problem, { effect: "maybe", repeat: true }), todo())).toMatchObject({
    how: "look",
  });
});

test("what made nothing is repeated a few times, if that is safe", () => {
  const busy = new AdapterError(problem, { effect: "none", repeat: true, retryAfterSeconds: 7 });
  const again = judgeStart(busy, todo());
  expect(again).toMatchObject({ how: "again", tries: 1 });
  expect(again.how === "again" && again.seconds).toBeGreaterThanOrEqual(7);
  expect(judgeStart(busy, todo({ triesBefore: 4 }))).toMatchObject({
    how: "progress",
    progress: { state: "failed", problem },
  });
  const refused = new AdapterError(problem, { effect: "none", repeat: false });
  expect(judgeStart(refused, todo({ task: "start", sentAt: null }))).toMatchObject({
    how: "progress",
    progress: { state: "failed" },
    madeNothing: true,
  });
});

test("a call that is refused says nothing of one that was sent before it, unless somebody said that it did not happen", () => {
  const refused = new AdapterError(problem, { effect: "none", repeat: false });
  expect(judgeStart(refused, todo())).toMatchObject({ progress: { state: "failed" }, madeNothing: false });
  expect(judgeStart(refused, todo({ mayMake: true }))).toMatchObject({ madeNothing: true });
});

test("what may be repeated is repeated, without a word that nothing was made", () => {
  const passing = new AdapterError(problem, { effect: "repeatable", repeat: true });
  expect(judgeStart(passing, todo())).toMatchObject({ how: "again", madeNothing: false });
  expect(judgeStart(passing, todo({ triesBefore: 4 }))).toMatchObject({ how: "progress", madeNothing: false });
});

test("not found is looked for again while the outside may still hide it, then a person must say", () => {
  expect(judge({ found: null })).toMatchObject({ how: "look" });
  expect(judge({ found: null }, { sentAt: ago(61) })).toMatchObject({
    how: "uncertain",
    problem: { code: "effect_unknown", detail: "It broke." },
  });
});

test("not found, and a person said that it did not happen: it is made", () => {
  expect(judge({ found: null }, { sentAt: ago(61), mayMake: true })).toBe("make");
  expect(judge({ found: null }, { sentAt: ago(5), mayMake: true })).toMatchObject({ how: "look" });
});

test("what the outside takes only once is made again, as soon as it can't be hidden any more", () => {
  const finding = { found: null, repeatable: true };
  expect(judge(finding, { sentAt: ago(61) })).toBe("make");
  expect(judge(finding, { sentAt: ago(5) })).toMatchObject({ how: "look" });
  expect(judge(finding, { sentAt: ago(61) }, ago(1000))).toMatchObject({ how: "uncertain" });
});

test("where there is no way to look, a person is asked at once", () => {
  expect(judge({ blind: true })).toMatchObject({ how: "uncertain" });
  expect(judge({ blind: true }, { mayMake: true })).toBe("make");
});

test("an outside that can't be asked is asked again for a quarter of an hour", () => {
  expect(judge({ unknown: problem }, { sentAt: ago(800) }, ago(800))).toMatchObject({ how: "look", problem });
  expect(judge({ unknown: problem }, { sentAt: ago(1000) }, ago(1000))).toMatchObject({ how: "uncertain" });
});

test("its patience begins with the looking, however long ago the effect was", () => {
  expect(judge({ unknown: problem }, { sentAt: ago(100_000) }, ago(5))).toMatchObject({ how: "look", problem });
});

test("a look that failed for a while ends nothing, one that was refused does", () => {
  const engine = { longestPauseSeconds: 60 };
  expect(judgeCheck(new AdapterError(problem, { effect: "none", repeat: true }), engine)).toMatchObject({
    how: "silence",
  });
  expect(judgeCheck(new AdapterError(problem, { effect: "none", repeat: false }), engine)).toMatchObject({
    how: "progress",
  });
});
