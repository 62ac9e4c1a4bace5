import { and, desc, eq, ilike, inArray, lt, or, sql, type SQL } from "drizzle-orm";
import { personOf, type Actor } from "#lib/core/access.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { request } from "#db/tables.ts";
import { asRow, selectRows } from "./row.ts";
import type { RequestFilter, RequestPage } from "./shape.ts";
import { visibleTo } from "./visible.ts";

const mostPerPage = 200;

/** The requests an actor may see, newest first, a page of them. `next` goes on where the page ends, whatever came since. */
export async function requestList(actor: Actor, filter: RequestFilter): Promise<RequestPage> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), mostPerPage);
  return pageOf(actor, filter, limit);
}

/** The same with pages of any size; for exports. */
export async function pageOf(actor: Actor, filter: RequestFilter, limit: number): Promise<RequestPage> {
  const rows = await selectRows(database())
    .where(and(visibleTo(actor), ...conditions(actor, filter)))
    .orderBy(desc(request.number))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(asRow), next: rows.length > limit && last ? String(last.number) : null };
}

function conditions(actor: Actor, filter: RequestFilter): (SQL | undefined)[] {
  const { state, offering, project, environment, person, tests, text, cursor } = filter;
  // PostgreSQL takes no NUL in text, so nothing is called that.
  if ([offering, project, environment, person, text].some((wanted) => wanted?.includes("\0"))) return [sql`false`];
  return [
    scoped(actor, filter.scope),
    tests === "with" ? undefined : eq(request.test, tests === "only"),
    state && state.length > 0 ? inArray(request.state, state) : undefined,
    offering === undefined ? undefined : eq(request.offering, offering),
    project === undefined ? undefined : eq(request.project, project),
    environment === undefined ? undefined : eq(request.environment, environment),
    person === undefined ? undefined : eq(request.person, person),
    text === undefined || text.trim() === "" ? undefined : matches(text.trim()),
    cursor === undefined ? undefined : lt(request.number, readCursor(cursor)),
  ];
}

function scoped(actor: Actor, scope: RequestFilter["scope"]): SQL | undefined {
  const person = personOf(actor);
  if (scope === "mine") return person === null ? sql`false` : eq(request.person, person);
  if (scope === "all") return undefined;
  const teams = "teams" in actor ? Object.keys(actor.teams) : [];
  return teams.length === 0 ? sql`false` : inArray(request.team, teams);
}

function matches(text: string): SQL | undefined {
  const number = parseNumber(text) ?? parseNumber(`REQ-${text}`);
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    ilike(request.title, like),
    ilike(request.offering, like),
    ilike(sql`${request.requester} ->> 'name'`, like),
    number === null ? undefined : eq(request.number, number),
  );
}

function readCursor(cursor: string): number {
  if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
  throw new Problem("malformed", "This cursor is not one that PAO gave out.", { remedy: "Start without a cursor." });
}
