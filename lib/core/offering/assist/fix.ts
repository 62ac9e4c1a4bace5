import type { Issue } from "#lib/core/problem.ts";

export type Fix = NonNullable<Issue["fix"]>;

/** The text with a fix in it. */
export function fixed(source: string, fix: Fix): string {
  const offset = offsetAt(source, fix);
  return source.slice(0, offset) + fix.replacement + source.slice(offset + fix.length);
}

/** Where a line and a column stand in the text; both count from 1. */
export function offsetAt(source: string, { line, column }: { line: number; column: number }): number {
  let start = 0;
  for (let left = line; left > 1; left -= 1) {
    const end = source.indexOf("\n", start);
    if (end === -1) return source.length;
    start = end + 1;
  }
  return Math.min(start + column - 1, source.length);
}
