import { appendLines, atOnce, type NewLine, type OfAttempt } from "#db/log-line.ts";
import type { Database } from "#db/client.ts";
import { log } from "#lib/log.ts";
import { type Redact, storable } from "./redact.ts";

const flushAfterMs = 150;
const longestLine = 4000;

/** A turn that says more than this says it in vain: nobody reads on, and the database has to keep it. */
export const mostLines = 20_000;

export interface Lines {
  add(text: string): void;
  /** Writes what is left. */
  flush(): Promise<void>;
  /** Hands over what is left, when that is little: whoever writes the end of the turn writes it with it. */
  rest(): Promise<NewLine[]>;
}

/** Collects an attempt's lines and writes them in groups: many lines are one transaction and one notice. */
export function collectLines(db: Database, of: OfAttempt, redact: Redact): Lines {
  let waiting: NewLine[] = [];
  let room = mostLines;
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting;
    waiting = [];
    writing = writing
      .then(() => appendLines(db, of, lines))
      .catch((error: unknown) =>
        log.warn("log lines could not be written", { request: of.request, step: of.step, error }),
      );
    return writing;
  };
  const add = (text: string) => {
    const at = new Date();
    const lines = storable(redact(text)).split(/\r?\n/);
    for (const line of lines.slice(0, room)) waiting.push({ at, text: line.slice(0, longestLine) });
    leftOut += Math.max(0, lines.length - room);
    room -= Math.min(room, lines.length);
    timer ??= setTimeout(() => void flush(), flushAfterMs);
  };
  const end = () => {
    if (leftOut > 0) waiting.push({ at: new Date(), text: `… ${leftOut} more lines left out` });
    leftOut = 0;
    return flush();
  };
  const rest = async () => {
    if (leftOut > 0 || waiting.length > atOnce) await end();
    clearTimeout(timer);
    timer = undefined;
    const left = waiting;
    waiting = [];
    // What was said before stands before it.
    await writing;
    return left;
  };
  return { add, flush: end, rest };
}
