import { randomUUID } from "node:crypto";
import { tellRequest } from "#db/ended.ts";
import type { NewLine } from "#db/log-line.ts";
import type { Locked } from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import { endTurn, type TurnEnd } from "#db/turn-end.ts";
import { isEnding, isFinal } from "#lib/core/lifecycle/states.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { log } from "#lib/log.ts";
import type { EngineContext } from "./context.ts";
import { gateOf } from "./gates.ts";
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
  const { row, held } = taken;
  const { attempt, event } = writing;
  if (writing.state !== "completed" || !attempt || !event || isShared(taken)) return null;
  const steps = withEnd(taken.steps, held, writing);
  const follows = whatFollows({ row, steps, pinned });
  const next = await nextOf(engine, row, follows);
  if (next === "more") return null;
  const lease = randomUUID();
  const end: TurnEnd = {
    held,
    version: taken.version,
    step: { ...writing.step, state: writing.state },
    attempt: { id: taken.attempt.id, patch: attempt },
    lines,
    events: [
      { type: "step", step: held.id, ...event },
      ...follows.events,
      ...(next ? [{ type: "step", step: next.id, state: "processing" } as const] : []),
    ],
    request: follows.request,
    resource: follows.resource && { id: row.resource, change: follows.resource },
    next: next && {
      id: next.id,
      lease,
      generation: next.generation,
      engine: engine.id,
      leaseSeconds: engine.leaseSeconds,
    },
  };
  const wrote = await endTurn(engine.db, end);
  if (!wrote) return null;
  await tellEnd(engine, taken, follows);
  if (!next || !wrote.attempt) return { next: null };
  const now: Locked = { row: { ...row, ...follows.request }, steps: follows.steps, version: wrote.version };
  const begun = { held: { request: row.number, id: next.id, lease }, attempt: wrote.attempt, place: null, left: null };
  return { next: { ...now, ...begun, step: next, todo: whatToDo(next, []) } };
}

/** Others work on the request, end it, or may have to hear of it. */
function isShared({ row, steps, held, place }: Taken): boolean {
  const busy = steps.some(({ id, state }) => id !== held.id && atWork.includes(state));
  return busy || place !== null || row.parent !== null || isEnding(row.state);
}

const atWork: readonly StepRow["state"][] = ["queued", "processing", "waiting", "cancelling"];

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

async function tellEnd({ db }: EngineContext, { row }: Taken, { settled }: Follows): Promise<void> {
  if (settled.request === row.state || !isFinal(settled.request)) return;
  await tellRequest(db, row, settled.request).catch((error: unknown) =>
    log.warn("what was done could not be told", { error }),
  );
}
