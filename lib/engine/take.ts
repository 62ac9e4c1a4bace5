import {
  type AttemptRow,
  type Held,
  loadAttempts,
  lookOnceMore,
  releaseStep,
  takeAfresh,
  type Taker,
  takeStep,
} from "#db/attempt.ts";
import type { Transaction } from "#db/client.ts";
import { livingEngines } from "#db/engine.ts";
import { appendEvents, engineActor, writeEvents } from "#db/event.ts";
import { enter } from "#db/gate.ts";
import { wakeSettle } from "#db/queue.ts";
import { type Locked, lockWithSteps } from "#db/locked.ts";
import type { RequestRow } from "#db/request.ts";
import type { Standing } from "#db/standing.ts";
import type { StepRow } from "#db/step.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { isEnding } from "#lib/core/lifecycle/states.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { type EngineContext, secondsSince } from "./context.ts";
import { gateOf } from "./gates.ts";

/** A step in this engine's hands. */
export interface Taken extends Locked {
  held: Held;
  /** As it was before it was taken. */
  step: StepRow;
  attempt: AttemptRow;
  todo: Todo;
  /** The limited connection in which it holds a place. */
  place: string | null;
  /** What was read as it was taken, of what it goes by. */
  standing?: Standing;
  /** Who had it before, and came to no end with it. */
  left: Left | null;
}

export interface Left {
  engine: string;
  how: "lost" | "stopped";
}

export interface Todo {
  /** `check` follows a reference, `find` looks for what an earlier attempt may have made, `start` makes it. */
  task: "start" | "find" | "check";
  /** When an earlier attempt of this generation may last have changed the outside. */
  sentAt: Date | null;
  /** A person said of an uncertain effect that it did not happen: not found, it may be made. */
  mayMake: boolean;
  /** Tries in a row that made nothing and were repeated by themselves. */
  triesBefore: number;
  /** Tries in a row whose engine went away. */
  lostBefore: number;
}

/** Takes a step that is free and starts the next attempt; null when there is nothing to do. */
export function take(engine: EngineContext, number: number, id: string): Promise<Taken | null> {
  return engine.db.transaction(async (tx) => {
    const locked = await lockWithSteps(tx, number);
    const step = locked?.steps.find((one) => one.id === id);
    const taken = locked && step && (await takeLocked(engine, tx, locked, step));
    if (!taken) return null;
    if (taken.events.length > 0) taken.version = (await writeEvents(tx, number, engineActor, taken.events)).version;
    return taken;
  });
}

/** The same within the caller's transaction, which writes the events. `atOnce`: only if it can go on right now. */
export async function takeLocked(
  engine: EngineContext,
  tx: Transaction,
  locked: Locked,
  step: StepRow,
  atOnce = false,
): Promise<(Taken & { events: EventBody[] }) | null> {
  if (isHeld(step)) {
    // What its child tells is told once: whoever has the step in hand may have looked before that.
    if (step.uses === "offering") await lookOnceMore(tx, step);
    return null;
  }
  const { id, request } = step;
  const attempts = step.attempts === 0 ? [] : await loadAttempts(tx, request, id);
  const todo = whatToDo(step, attempts);
  const gate = locked.row.plan.v > engine.planVersion ? null : await gateOf(engine, tx, locked.row, step);
  const letGo = await otherwise(engine, tx, locked.row, step, todo, gate);
  if (letGo && atOnce) return null;
  const [latest] = attempts;
  // Looks at the outside go on within the attempt that began to wait; looking for what nobody knows begins anew after an
  // engine that has gone, so that the time without any engine does not count as silence of the outside.
  const goesOn = latest && isFollowed(step) && (todo.task === "check" || (await lives(tx, latest.engine)));
  const by = { engine: engine.id, place: gate?.name ?? null, leaseSeconds: engine.leaseSeconds };
  if (letGo) {
    const held = await takeStep(tx, step, by);
    return held && letGo(held);
  }
  const taken = goesOn ? await goOn(tx, step, latest, by) : await takeAfresh(tx, step, by);
  if (!taken) return null;
  const left = goesOn ? null : leftBy(latest);
  const events = begins(step, left, engine);
  return { ...locked, ...taken, step, todo, events, place: by.place, left };
}

async function goOn(tx: Transaction, step: StepRow, attempt: AttemptRow, by: Taker) {
  const held = await takeStep(tx, step, by);
  return held && { held, attempt };
}

function leftBy(latest: AttemptRow | undefined): Left | null {
  if (latest?.outcome === "handed_over") return { engine: latest.engine, how: "stopped" };
  return latest && latest.endedAt === null ? { engine: latest.engine, how: "lost" } : null;
}

/** What a person learns of it; that an engine stops in good order is no news. */
function begins({ id, state }: StepRow, left: Left | null, engine: Pick<EngineContext, "id">): EventBody[] {
  if (state === "queued") return [{ type: "step", step: id, state: "processing" }];
  if (left?.how !== "lost") return [];
  const who =
    left.engine === engine.id ? "its engine was away, and goes on" : "its engine was lost, and another goes on";
  return [{ type: "step", step: id, state, note: who }];
}

/** Looked at again and again within one attempt. */
const isFollowed = ({ state }: StepRow) => state === "waiting" || state === "cancelling";

/** Somebody has it: whoever comes for it now must not use up what its connection lets through. */
const isHeld = ({ lease, leasedUntil }: StepRow) => lease !== null && leasedUntil !== null && leasedUntil > new Date();

type LetGo = (held: Held) => Promise<null>;

/** What is done instead of a turn, if there is none to take. */
async function otherwise(
  engine: EngineContext,
  tx: Transaction,
  row: RequestRow,
  step: StepRow,
  todo: Todo,
  gate: Awaited<ReturnType<typeof gateOf>>,
): Promise<LetGo | null> {
  const able = can(engine, row, step);
  if (!able && (await anotherCan(tx, row, step))) return (held) => passOn(tx, held, step);
  if (todo.task === "start" && isEnding(row.state) && step.state !== "cancelling") return (held) => leave(tx, held);
  const missing = able ? undefined : row.plan.v > engine.planVersion ? outdated : missingEngine(step);
  if (missing) return (held) => holdBack(tx, held, step, missing);
  const entered = gate ? await enter(tx, gate.name, gate.limits, step) : "in";
  return entered === "in" || !gate ? null : (held) => lineUp(tx, held, step, { place: gate.name, ...entered });
}

type Able = Pick<EngineContext, "capabilities" | "planVersion">;

const can = ({ capabilities, planVersion }: Able, { plan }: RequestRow, { uses }: StepRow) =>
  plan.v <= planVersion && Object.hasOwn(capabilities, uses);

async function anotherCan(tx: Transaction, row: RequestRow, step: StepRow): Promise<boolean> {
  return (await livingEngines(tx)).some((engine) => can(engine, row, step));
}

async function lives(tx: Transaction, engine: string): Promise<boolean> {
  return (await livingEngines(tx)).some(({ id }) => id === engine);
}

/** Left as it was, for the sweep to wake it until an engine that can run it is the one that takes it. */
async function passOn(tx: Transaction, held: Held, { state, startedAt }: StepRow): Promise<null> {
  await releaseStep(tx, held, state, { startedAt, nextCheckInSeconds: 0.5 });
  return null;
}

/** What a step waits for that no engine can run: the one that could may only be starting again. Undefined once it is too late. */
function missingEngine({ uses, plan, startedAt }: StepRow): StepProblem | undefined {
  const { absent, longestTurnSeconds } = adapterDefinition(uses);
  const patience = plan.timeoutSeconds ?? longestTurnSeconds;
  if (absent === undefined || patience === undefined || secondsSince(startedAt) > patience) return undefined;
  return { code: "engine_missing", ...absent };
}

/** A newer PAO has made the plan: an older one would do something else than was shown. */
const outdated: StepProblem = {
  code: "engine_outdated",
  sentence: "A newer version of PAO has planned this request than the engines that are running.",
  remedy: "An admin brings the engines up to date; the request goes on by itself then.",
};

/** Asked again soon; a person is told once. */
async function holdBack(tx: Transaction, held: Held, { state, problem }: StepRow, missing: StepProblem): Promise<null> {
  await releaseStep(tx, held, state, { problem: missing, nextCheckInSeconds: 2 });
  if (problem?.code === missing.code) return null;
  const note = "waiting for an engine that can run it";
  await appendEvents(tx, held.request, engineActor, [{ type: "step", step: held.id, state, problem: missing, note }]);
  return null;
}

/** It costs nothing until it is let in: no timer looks at it. */
async function lineUp(
  tx: Transaction,
  held: Held,
  { state, startedAt, placeSince }: StepRow,
  { place, since }: { place: string; since: Date },
): Promise<null> {
  await releaseStep(tx, held, state, { startedAt, place, placeSince: since });
  if (state !== "queued" || placeSince !== null) return null;
  const note = `waiting for a place at ${place}`;
  await appendEvents(tx, held.request, engineActor, [{ type: "step", step: held.id, state, note }]);
  return null;
}

/** Settling skips it. */
async function leave(tx: Transaction, held: Held): Promise<null> {
  await releaseStep(tx, held, "queued", {});
  await wakeSettle(tx, held.request);
  return null;
}

/** Read from what earlier attempts left, the latest first. Exported for its test. */
export function whatToDo(step: Pick<StepRow, "reference" | "generation">, attempts: readonly AttemptRow[]): Todo {
  const own = attempts.filter((attempt) => attempt.generation === step.generation);
  const ended = own.filter(({ outcome }) => outcome !== "handed_over");
  const last = own.find((attempt) => attempt.effectSentAt !== null || attempt.outcome === "uncertain");
  const sentAt = own.find((attempt) => attempt.effectSentAt !== null)?.effectSentAt ?? null;
  const known = step.reference !== null && (own.length > 0 || attempts.length === 0);
  return {
    task: known ? "check" : sentAt === null ? "start" : "find",
    sentAt,
    mayMake: last?.outcome === "uncertain",
    triesBefore: inARow(ended, ({ outcome }) => outcome === "again"),
    // The one that has not ended is about to be taken over.
    lostBefore: inARow(ended, ({ outcome, endedAt }) => outcome === "lost" || (outcome === null && endedAt === null)),
  };
}

function inARow(attempts: readonly AttemptRow[], holds: (attempt: AttemptRow) => boolean): number {
  const end = attempts.findIndex((attempt) => !holds(attempt));
  return end === -1 ? attempts.length : end;
}
