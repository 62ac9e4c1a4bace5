import { and, asc, count, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import { database } from "#db/client.ts";
import { offering, request, revision, step } from "#db/tables.ts";
import type { InboxItem } from "./shape.ts";

const most = 200;

const columns = {
  number: request.number,
  step: step.id,
  title: sql<string>`${step.plan} ->> 'title'`,
  request: request.title,
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
};

/** What waits on the actor's teams, longest first: their tasks, and the open tickets of their offerings that hold a request up. */
export async function inbox(actor: Actor): Promise<InboxItem[]> {
  const teams = teamsOf(actor);
  if (teams.length === 0) return [];
  const rows = await waitingSteps(teams);
  return rows.map(asItem);
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

function waitingSteps(teams: string[]) {
  return database()
    .select(columns)
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(offering, eq(offering.name, request.offering))
    .innerJoin(revision, and(eq(revision.offering, request.offering), eq(revision.number, request.revision)))
    .where(waitingOn(teams))
    .orderBy(asc(step.startedAt))
    .limit(most);
}

type Row = Awaited<ReturnType<typeof waitingSteps>>[number];

function asItem({ number, owner, assignedTeam, startedAt, createdAt, uses, reference, ...same }: Row): InboxItem {
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
