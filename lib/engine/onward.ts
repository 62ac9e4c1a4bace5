import { randomUUID } from "node:crypto";
import { tellRequest } from "#db/ended.ts";
import type { NewLine } from "#db/log-line.ts";
import { type Over, writeOnward } from "#db/onward.ts";
import { loadWithSteps, type Locked } from "#db/locked.ts";
import type { StepRow } from "#db/step.ts";
import { connectionOf } from "#lib/core/decide/connection.ts";
import type { EventBody } from "#lib/core/lifecycle/event.ts";
import { isEnding, isFinal } from "#lib/core/lifecycle/states.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { pinnedOf } from "./facts.ts";
import { bound, gateOf } from "./gates.ts";
import { type Follows, whatFollows } from "./settle.ts";
import { type Taken, whatToDo } from "./take.ts";
import { withEnd, type Writing } from "./writing.ts";

/** What a turn has to write, and the revision by which its request goes on. */
export interface Ending {
  writing: Writing;
  lines: readonly NewLine[];
  pinned: Pinned;
}

/**
 * Writes the end of a turn in one statement, where that says all: the step is done, nobody else is at work on the request, and what
 * follows is the end or one step that this engine goes on with. Everything is computed from what was read when the step
 * was taken, and written only if the request is still the same. Null where more has to be looked at; then nothing is written.
 */
export async function endAtOnce(
  engine: EngineContext,
  taken: Taken,
  { writing, lines, pinned }: Ending,
): Promise<{ next: Taken | null } | null> {
  const { held, place } = taken;
  const { attempt, event } = writing;
  if (writing.state !== "completed" || !attempt || !event || place !== null || isShared(taken, held.id)) return null;
  const known = { ...taken, steps: withEnd(taken.steps, held, writing) };
  const over: Over = {
    held,
    step: { ...writing.step, state: writing.state },
    attempt: { id: taken.attempt.id, patch: attempt },
    lines,
  };
  const follows = whatFollows({ ...known, pinned });
  const told: EventBody = { type: "step", step: held.id, ...event };
  const wrote = await write(engine, known, follows, { pinned, over, events: [told] });
  if (wrote) await tellEnd(engine, known, follows);
  return wrote;
}

/** The same for the beginning of a new request. */
export async function beginAtOnce(engine: EngineContext, number: number): Promise<Taken | null> {
  const known = await loadWithSteps(engine.db, number);
  if (!known || known.row.plan.v > engine.planVersion || isShared(known)) return null;
  const pinned = await pinnedOf(engine, engine.db, known.row);
  const follows = whatFollows({ ...known, pinned });
  if (follows.started.length === 0) return null;
  const wrote = await write(engine, known, follows, { pinned, over: null, events: [] });
  return wrote?.next ?? null;
}

/** Others work on the request, end it, or may have to hear of it. */
function isShared({ row, steps }: Locked, own?: string): boolean {
  const busy = steps.some(({ id, state }) => id !== own && atWork.includes(state));
  return busy || row.parent !== null || isEnding(row.state);
}

const atWork: readonly StepRow["state"][] = ["queued", "processing", "waiting", "cancelling"];

async function write(
  engine: EngineContext,
  { row, version }: Locked,
  follows: Follows,
  { pinned, over, events }: { pinned: Pinned; over: Over | null; events: readonly EventBody[] },
): Promise<{ next: Taken | null } | null> {
  const next = await nextOf(engine, row, follows);
  if (next === "more") return null;
  const lease = randomUUID();
  const asked = { connection: next && (await connectionFor(engine, next, pinned)), person: row.person };
  const { id, leaseSeconds } = engine;
  const begins: EventBody[] = next ? [{ type: "step", step: next.id, state: "processing" }] : [];
  const wrote = await writeOnward(engine.db, {
    number: row.number,
    version,
    over,
    next: next && { id: next.id, lease, generation: next.generation, engine: id, leaseSeconds, ...asked },
    events: [...events, ...follows.events, ...begins],
    request: follows.request,
    resource: follows.resource && { id: row.resource, change: follows.resource },
  });
  if (!wrote) return null;
  if (!next || !wrote.begun) return { next: null };
  const now: Locked = { row: { ...row, ...follows.request }, steps: follows.steps, version: wrote.version };
  const held = { request: row.number, id: next.id, lease };
  const taken = { held, step: next, todo: whatToDo(next, []), place: null, left: null };
  return { next: { ...now, ...taken, ...wrote.begun } };
}

/** The step that goes on from there; null when none does. */
async function nextOf(
  engine: EngineContext,
  row: Taken["row"],
  { moved, started }: Follows,
): Promise<StepRow | null | "more"> {
  const [next] = started;
  if (!next) return moved.length === 0 ? null : "more";
  const able = !engine.leaving.aborted && Object.hasOwn(engine.capabilities, next.uses);
  if (moved.length > 1 || !able || next.attempts > 0) return "more";
  return (await gateOf(engine, engine.db, row, next)) === null ? next : "more";
}

/** The connection that the step begins through, as far as the engine knows; `prepare` looks again where it is none. */
async function connectionFor({ db, gates }: EngineContext, step: StepRow, pinned: Pinned): Promise<string | null> {
  const found = connectionOf(bound(step), await gates.known(db), pinned.offering.metadata.owner);
  return "missing" in found ? null : found.name;
}

async function tellEnd({ db }: EngineContext, { row }: Locked, { settled }: Follows): Promise<void> {
  if (settled.request === row.state || !isFinal(settled.request)) return;
  await tellRequest(db, row, settled.request).catch((error: unknown) =>
    log.warn("what was done could not be told", { error }),
  );
}
