import type { LogLineView } from "#lib/views/request/shape.ts";

/** The newest lines of a log, and how many older ones are not kept. */
export interface LogSoFar {
  lines: readonly LogLineView[];
  left: number;
}

export const nothingYet: LogSoFar = { lines: [], left: 0 };

/** A page slows down with more lines than this, and nobody reads them there. */
const mostKept = 2_000;
const page = 500;

/** What was read before, and everything after it. `ask` answers the lines after an id, oldest first. */
export async function readOn(
  before: LogSoFar,
  ask: (after: number, limit: number) => Promise<readonly LogLineView[]>,
): Promise<LogSoFar> {
  let { lines, left } = before;
  for (let full = true; full;) {
    const more = await ask(lines.at(-1)?.id ?? 0, page);
    full = more.length === page;
    const all = more.length === 0 ? lines : [...lines, ...more];
    lines = all.slice(-mostKept);
    left += all.length - lines.length;
  }
  return { lines, left };
}
