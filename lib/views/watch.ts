import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Hint } from "#db/event.ts";
import { listen } from "#db/listen.ts";
import type { LiveHint } from "./request/shape.ts";
import { mayRead } from "./request/visible.ts";
import { bell, type Bell } from "./wake.ts";

/** `lost`: hints may have been missed, so ask for everything; `quiet`: nothing happened for a while. */
export type Watched = { hint: LiveHint } | { lost: true } | { quiet: true };

const quietMs = 15_000;

interface Heard {
  hints: Map<number, Hint>;
  lost: boolean;
}

/** What changes, from when the promise resolves, of the requests an actor may see, until the signal is aborted. Hints that pile up are told once. */
export async function watch(actor: Actor, signal: AbortSignal): Promise<AsyncGenerator<Watched>> {
  const heard: Heard = { hints: new Map(), lost: false };
  const rung = bell();
  const stop = await listen({
    onHint: (hint) => {
      heard.hints.set(hint.number, { ...heard.hints.get(hint.number), ...hint });
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
  return watching(actor, heard, rung, signal);
}

async function* watching(actor: Actor, heard: Heard, { wait }: Bell, signal: AbortSignal): AsyncGenerator<Watched> {
  const visible = new Map<number, Seen>();
  while (!signal.aborted) {
    if (!(await wait(quietMs, signal))) yield { quiet: true };
    if (heard.lost) yield { lost: true };
    heard.lost = false;
    const hints = [...heard.hints.values()];
    heard.hints.clear();
    for (const hint of hints) if (await seen(actor, hint.number, visible)) yield* told(hint);
  }
}

interface Seen {
  allowed: boolean;
  at: number;
}

const seenForMs = 10_000;
const mostSeen = 10_000;

/** Asked again after a while: a task may have made a request the business of another team. */
async function seen(actor: Actor, number: number, known: Map<number, Seen>): Promise<boolean> {
  const now = Date.now();
  const before = known.get(number);
  if (before && now - before.at < seenForMs) return before.allowed;
  const allowed = (await mayRead(actor, number))?.allowed ?? false;
  if (known.size >= mostSeen) known.clear();
  known.set(number, { allowed, at: now });
  return allowed;
}

/** Events and log lines are told apart: they are asked for at different places. */
function* told({ number: plain, seq, log }: Hint): Generator<Watched> {
  const number = formatNumber(plain);
  if (seq !== undefined) yield { hint: { number, seq } };
  if (log !== undefined) yield { hint: { number, seq: seq ?? 0, log } };
}
