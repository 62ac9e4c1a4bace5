import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Reader } from "#db/client.ts";
import { utc } from "#db/audit-chain.ts";
import { audit, auditWords } from "#db/tables.ts";
import type { AuditFilter } from "./shape.ts";

export type Entry = Omit<typeof audit.$inferSelect, "xid" | "at"> & { at: string };

const columns = {
  id: audit.id,
  at: utc(audit.at),
  actor: audit.actor,
  who: audit.who,
  behalf: audit.behalf,
  door: audit.door,
  address: audit.address,
  userAgent: audit.userAgent,
  verb: audit.verb,
  subject: audit.subject,
  outcome: audit.outcome,
  detail: audit.detail,
};

/** Entries that fit, newest first, a page of them. `next` goes on where the page ends, whatever came since. */
export async function readEntries(
  on: Reader,
  filter: AuditFilter,
  limit: number,
): Promise<{ entries: Entry[]; next: string | null }> {
  const rows = await on
    .select(columns)
    .from(audit)
    .where(and(...conditions(filter)))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit + 1);
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return { entries, next: rows.length > limit && last ? `${last.at}_${last.id}` : null };
}

function conditions({ who, verb, subject, outcome, door, from, to, text, cursor }: AuditFilter): (SQL | undefined)[] {
  // PostgreSQL takes no NUL in text, so nothing is called that.
  if ([who, verb, subject, text].some((wanted) => wanted?.includes("\0"))) return [sql`false`];
  return [
    who === undefined ? undefined : eq(audit.who, who),
    verb === undefined ? undefined : eq(audit.verb, verb),
    subject === undefined ? undefined : eq(audit.subject, asKept(subject)),
    outcome === undefined ? undefined : eq(audit.outcome, outcome),
    door === undefined ? undefined : eq(audit.door, door),
    from === undefined ? undefined : gte(audit.at, begin(from)),
    to === undefined ? undefined : lt(audit.at, end(to)),
    text === undefined ? undefined : holds(text),
    cursor === undefined ? undefined : after(cursor),
  ];
}

/** A request may be named as people know it. */
function asKept(subject: string): string {
  const number = parseNumber(subject);
  return number === null ? subject : `request:${number}`;
}

const day = 86_400_000;
const isDay = (written: string) => /^\d{4}-\d\d-\d\d$/.test(written);

function begin(written: string): Date {
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(written) ? Date.parse(written) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at);
  throw new Problem("invalid", `“${written.slice(0, 40)}” is no day or moment.`, {
    remedy: "Write it as 2026-11-21 or 2026-11-21T14:30:00Z.",
  });
}

/** A day is meant whole. */
function end(written: string): Date {
  return isDay(written) ? new Date(begin(written).getTime() + day) : begin(written);
}

const mostWords = 10;

/**
 * Every word is one of the entry, and the last begins one: it may not be written to its end yet. A beginning that a million entries
 * have takes half a second where it is not the only word; a number is meant whole.
 */
function holds(text: string): SQL | undefined {
  // An entry is about `request:20418`, whatever people call it.
  const known = text.toWellFormed().replace(/\bREQ-(?=\d)/gi, "request ");
  const words = (known.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);
  if (words.length === 0) return text.trim() === "" ? undefined : sql`false`;
  const query = words.map((word, at) => (at < words.length - 1 || /^\d+$/.test(word) ? word : `${word}:*`));
  return sql`${auditWords(audit)} @@ to_tsquery('simple', ${query.join(" & ")})`;
}

function after(cursor: string): SQL {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(\d{1,15})$/.exec(cursor) ?? [];
  if (at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at)))
    return sql`(${audit.at}, ${audit.id}) < (${at}::timestamptz, ${id}::bigint)`;
  throw new Problem("malformed", "This cursor is not one that PAO gave out.", { remedy: "Start without a cursor." });
}
