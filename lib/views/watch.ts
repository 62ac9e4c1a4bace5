import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Hint } from "#db/event.ts";
import { listen } from "#db/listen.ts";
import { observe } from "#lib/measure.ts";
import type { LiveHint } from "./request/shape.ts";
import { visibleAmong } from "./request/visible.ts";
import { bell, type Bell } from "./wake.ts";

/** `lost`: hints may have been missed, so ask for everything; `quiet`: nothing happened for a while. */
export type Watched = { hint: LiveHint } | { lost: true } | { quiet: true };

const quietMs = 15_000;

interface Heard {
  hints: Map<number, Hint>;
  lost: boolean;
}

/** More than anybody asks for one by one. */
const mostPiled = 2_000;

function forget(heard: Heard): void {
  heard.hints.clear();
  heard.lost = true;
}

/** What changes, from when the promise resolves, of the requests the reader, as they are then, may see, until the signal is aborted. Hints that pile up are told once. */
export async function watch(reader: () => Actor, signal: AbortSignal): Promise<AsyncGenerator<Watched>> {
  const heard: Heard = { hints: new Map(), lost: false };
  const rung = bell();
  const stop = await listen({
    onHint: (hint) => {
      heard.hints.set(hint.number, { ...heard.hints.get(hint.number), ...hint });
      if (heard.hints.size > mostPiled) forget(heard);
      rung.ring();
    },
    onReconnect: () => {
      heard.lost = true;
      rung.ring();
    },
  });
  // Not in the generator's end: one that nobody has begun to read has none.
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  return watching(reader, heard, rung, signal);
}

async function* watching(
  reader: () => Actor,
  heard: Heard,
  { wait }: Bell,
  signal: AbortSignal,
): AsyncGenerator<Watched> {
  const visible = new Map<number, Seen>();
  while (!signal.aborted) {
    if (!(await wait(quietMs, signal))) yield { quiet: true };
    if (heard.lost) yield { lost: true };
    heard.lost = false;
    const hints = [...heard.hints.values()];
    heard.hints.clear();
    await look(reader(), hints, visible);
    for (const hint of hints) if (visible.get(hint.number)?.allowed) yield* told(hint);
  }
}

interface Seen {
  allowed: boolean;
  at: number;
}

const seenForMs = 10_000;
const mostSeen = 10_000;

/** Who was refused is asked about again with every event: it may have made the request the business of another team. */
async function look(actor: Actor, hints: readonly Hint[], known: Map<number, Seen>): Promise<void> {
  const at = Date.now();
  if (known.size >= mostSeen) known.clear();
  const open = hints.filter(({ number, seq }) => {
    const before = known.get(number);
    return !before || at - before.at >= seenForMs || (!before.allowed && seq !== undefined);
  });
  if (open.length === 0) return;
  const numbers = open.map(({ number }) => number);
  const allowed = await visibleAmong(actor, numbers);
  for (const number of numbers) known.set(number, { allowed: allowed.has(number), at });
}

/** Events and log lines are told apart: they are asked for at different places. */
function* told({ number: plain, seq, log, at }: Hint): Generator<Watched> {
  if (at !== undefined) observe("pao_event_lag_seconds", { stage: "streamed" }, (Date.now() - at) / 1000);
  const number = formatNumber(plain);
  if (seq !== undefined) yield { hint: { number, seq } };
  if (log !== undefined) yield { hint: { number, seq: seq ?? 0, log } };
}
