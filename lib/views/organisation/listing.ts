import type { Page } from "./listing-shape.ts";

const mostPerPage = 200;

export function pageSize(limit: number | undefined): number {
  return Math.min(Math.max(limit ?? 50, 1), mostPerPage);
}

/** What was read, one row more than asked for if there is one, as a page. The last row of a page is its cursor. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  shown: (row: R) => T,
  cursor: (row: R) => string,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(shown), next: rows.length > limit && last !== undefined ? cursor(last) : null };
}

/** A text as `ilike` looks for it anywhere; null when nothing is looked for. What PostgreSQL takes no text with is left out. */
export function anywhere(text: string | undefined): string | null {
  const wanted = text?.replaceAll("\0", "").toWellFormed().trim() ?? "";
  return wanted === "" ? null : `%${wanted.replace(/[\\%_]/g, "\\$&")}%`;
}
