import type { Actor } from "#lib/core/access.ts";
import { pageOf } from "./list.ts";
import type { RequestFilter, RequestRow } from "./shape.ts";

const pageSize = 1_000;

const columns: Record<string, (row: RequestRow) => string | number> = {
  number: (row) => row.number,
  title: (row) => row.title,
  offering: (row) => row.offering,
  revision: (row) => (row.tried === null ? row.revision : "draft"),
  operation: (row) => row.operation,
  project: (row) => row.project,
  environment: (row) => row.environment,
  team: (row) => row.team,
  requester: (row) => row.requester.name,
  state: (row) => row.state,
  test: (row) => (row.test ? "test" : ""),
  created: (row) => row.createdAt,
  finished: (row) => row.finishedAt ?? "",
  seconds: (row) =>
    row.finishedAt === null ? "" : Math.round((Date.parse(row.finishedAt) - Date.parse(row.createdAt)) / 1000),
};

/** Every request that fits, as CSV (RFC 4180), a piece at a time, so that no list is too long. */
export async function* requestsCsv(actor: Actor, filter: RequestFilter): AsyncGenerator<string> {
  yield `${Object.keys(columns).join(",")}\r\n`;
  let cursor = filter.cursor;
  do {
    const page = await pageOf(actor, { ...filter, ...(cursor === undefined ? {} : { cursor }) }, pageSize);
    if (page.items.length > 0) yield page.items.map((row) => `${line(row)}\r\n`).join("");
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

function line(row: RequestRow): string {
  return Object.values(columns)
    .map((column) => cell(String(column(row))))
    .join(",");
}

/** A spreadsheet would run a cell that begins like a formula. */
export function cell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
