import type { Actor } from "#lib/core/access.ts";
import type { RequestEvent } from "#lib/core/lifecycle/event.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { isFinal, type RequestState } from "#lib/core/lifecycle/states.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadEvents } from "#db/event.ts";
import { listen } from "#db/listen.ts";
import { observe } from "#lib/measure.ts";
import { loadRequest } from "#db/request.ts";
import { bell, type Bell } from "../wake.ts";
import { linesOf } from "./log.ts";
import type { LogLineView } from "./shape.ts";
import { loadVisible } from "./visible.ts";

/** How far a reader has read: the last event's number and the last log line's id. */
export interface Position {
  seq: number;
  log: number;
}

export type Followed = { at: Position } & (
  | { event: RequestEvent }
  | { line: LogLineView }
  | { end: { number: string; state: RequestState } }
  | { quiet: true }
);

const quietMs = 15_000;
const linesAtOnce = 500;

/** A request's events and log lines from a position on, live, until it is final and all is told, or the signal is aborted. */
export async function follow(
  actor: Actor,
  written: string,
  from: Position,
  signal: AbortSignal,
): Promise<AsyncGenerator<Followed>> {
  const { number, seq } = await loadVisible(actor, written);
  if (from.seq > seq)
    throw new Problem("malformed", `Last-Event-ID is beyond what has happened: ${seq} is the last event's number.`, {
      remedy: "Leave it out to begin at the beginning.",
    });
  const rung = bell();
  // Listening starts before the first look, so that nothing can happen in between unheard.
  const stop = await listen({
    onHint: (hint) => (hint.number === number ? rung.ring() : undefined),
    onReconnect: rung.ring,
  });
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  return following(number, { at: { ...from }, known: seq }, rung, signal);
}

/** Where a reader is, and what had happened when they came: catching up on that is no lag. */
interface Reading {
  at: Position;
  known: number;
}

async function* following(
  number: number,
  reading: Reading,
  { wait }: Bell,
  signal: AbortSignal,
): AsyncGenerator<Followed> {
  const { at } = reading;
  while (!signal.aborted) {
    const state = yield* news(number, reading);
    if (state !== null && isFinal(state)) {
      yield { at: { ...at }, end: { number: formatNumber(number), state } };
      return;
    }
    if (!(await wait(quietMs, signal)) && !signal.aborted) yield { at: { ...at }, quiet: true };
  }
}

/** Everything after `at`, which moves along. The state is read first: what is final then has all its events. */
async function* news(number: number, { at, known }: Reading): AsyncGenerator<Followed, RequestState | null> {
  const row = await loadRequest(database(), number);
  for (const event of await loadEvents(database(), number, at.seq)) {
    at.seq = event.seq;
    if (event.seq > known)
      observe("pao_event_lag_seconds", { stage: "streamed" }, (Date.now() - Date.parse(event.at)) / 1000);
    yield { at: { ...at }, event };
  }
  for (let full = true; full;) {
    const lines = await linesOf(number, { after: at.log, limit: linesAtOnce });
    full = lines.length === linesAtOnce;
    for (const line of lines) {
      at.log = line.id;
      yield { at: { ...at }, line };
    }
  }
  return row?.state ?? null;
}
