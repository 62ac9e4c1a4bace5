import { appendLines, type NewLine } from "#db/log-line.ts";
import type { Database } from "#db/client.ts";
import { log } from "#lib/log.ts";
import { type Redact, storable } from "./redact.ts";

const flushAfterMs = 150;
const longestLine = 4000;

export interface Lines {
  add(text: string): void;
  /** Writes what is left. */
  flush(): Promise<void>;
}

/** Collects an attempt's lines and writes them in groups: many lines are one transaction and one notice. */
export function collectLines(
  db: Database,
  of: { request: number; step: string; attempt: string },
  redact: Redact,
): Lines {
  let waiting: NewLine[] = [];
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
    for (const line of storable(redact(text)).split(/\r?\n/)) waiting.push({ at, text: line.slice(0, longestLine) });
    timer ??= setTimeout(() => void flush(), flushAfterMs);
  };
  return { add, flush };
}
