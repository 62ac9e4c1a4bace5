import { and, asc, count, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { offering, request, revision, step } from "#db/tables.ts";
import type { InboxItem, InboxPage } from "./shape.ts";

const mostPerPage = 200;

/** Since when it waits, to the microsecond: what a page ends with has to be found again exactly. */
const since = sql<string>`(extract(epoch from coalesce(${step.startedAt}, ${request.createdAt})) * 1000000)::bigint`;

const columns = {
  number: request.number,
  step: step.id,
  title: sql<string>`${step.plan} ->> 'title'`,
  request: request.title,
  test: request.test,
  offeringTitle: sql<string>`${revision.document} -> 'metadata' ->> 'title'`,
  owner: offering.owner,
  assignedTeam: step.assignedTeam,
  requester: sql<string>`${request.requester} ->> 'name'`,
  project: request.project,
  environment: request.environment,
  startedAt: step.startedAt,
  createdAt: request.createdAt,
  uses: step.uses,
  reference: step.reference,
  since,
};

/** What waits on the actor's teams, longest first: their tasks, and the open tickets of their offerings that hold a request up. */
export async function inbox(actor: Actor, query: { cursor?: string; limit?: number } = {}): Promise<InboxPage> {
  const teams = teamsOf(actor);
  const limit = Math.min(Math.max(query.limit ?? mostPerPage, 1), mostPerPage);
  const after = query.cursor === undefined ? undefined : afterCursor(query.cursor);
  if (teams.length === 0) return { items: [], next: null };
  const rows = await waitingSteps(teams, after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? `${last.since}.${last.number}.${last.step}` : null;
  return { items: shown.map(asItem), next };
}

function afterCursor(cursor: string): SQL {
  const [, at, number, id] = /^(\d{1,18})\.(\d{1,9})\.(\w{1,63})$/.exec(cursor) ?? [];
  if (at !== undefined) return sql`(${since}, ${request.number}, ${step.id}) > (${at}::bigint, ${number}::int, ${id})`;
  throw new Problem("malformed", "This cursor is not one that PAO gave out.", { remedy: "Start without a cursor." });
}

/** How much that is; asked for on every page. */
export async function inboxSize(actor: Actor): Promise<number> {
  const teams = teamsOf(actor);
  if (teams.length === 0) return 0;
  const [row] = await database()
    .select({ waiting: count() })
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(waitingOn(teams));
  return row?.waiting ?? 0;
}

const teamsOf = (actor: Actor) => ("teams" in actor ? Object.keys(actor.teams) : []);

function waitingOn(teams: string[]): SQL | undefined {
  return and(
    eq(step.state, "waiting"),
    sql`${request.state} not in ${finalRequestStates}`,
    or(
      and(eq(step.uses, "manual"), inArray(step.assignedTeam, teams)),
      and(eq(step.uses, "jira-issue"), eq(step.blocking, true), inArray(offering.owner, teams)),
    ),
  );
}

function waitingSteps(teams: string[], after: SQL | undefined, limit: number) {
  return database()
    .select(columns)
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(offering, eq(offering.name, request.offering))
    .innerJoin(revision, and(eq(revision.offering, request.offering), eq(revision.number, request.revision)))
    .where(and(waitingOn(teams), after))
    .orderBy(asc(since), asc(request.number), asc(step.id))
    .limit(limit);
}

type Row = Awaited<ReturnType<typeof waitingSteps>>[number];

function asItem(row: Row): InboxItem {
  const { number, owner, assignedTeam, startedAt, createdAt, uses, reference, since: _, ...same } = row;
  const task = uses === "manual";
  return {
    ...same,
    number: formatNumber(number),
    assignedTeam: assignedTeam ?? owner,
    waitingSince: (startedAt ?? createdAt).toISOString(),
    kind: task ? "task" : "ticket",
    url: task ? null : (reference?.url ?? null),
  };
}
