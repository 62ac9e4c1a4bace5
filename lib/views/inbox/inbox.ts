import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import { database } from "#db/client.ts";
import { offering, request, revision, step } from "#db/tables.ts";
import type { InboxItem } from "./shape.ts";

const most = 200;

/** What waits on the actor's teams, longest first: their tasks, and the open tickets of their offerings that hold a request up. */
export async function inbox(actor: Actor): Promise<InboxItem[]> {
  const teams = "teams" in actor ? Object.keys(actor.teams) : [];
  if (teams.length === 0) return [];
  const rows = await database()
    .select({
      step,
      request,
      owner: offering.owner,
      offeringTitle: sql<string>`${revision.document} -> 'metadata' ->> 'title'`,
    })
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(offering, eq(offering.name, request.offering))
    .innerJoin(revision, and(eq(revision.offering, request.offering), eq(revision.number, request.revision)))
    .where(
      and(
        eq(step.state, "waiting"),
        sql`${request.state} not in ${finalRequestStates}`,
        or(
          and(eq(step.uses, "manual"), inArray(step.assignedTeam, teams)),
          and(eq(step.uses, "jira-issue"), eq(step.blocking, true), inArray(offering.owner, teams)),
        ),
      ),
    )
    .orderBy(asc(step.startedAt))
    .limit(most);
  return rows.map(asItem);
}

interface Row {
  step: typeof step.$inferSelect;
  request: typeof request.$inferSelect;
  owner: string;
  offeringTitle: string;
}

function asItem({ step: waiting, request: of, owner, offeringTitle }: Row): InboxItem {
  const task = waiting.uses === "manual";
  return {
    number: formatNumber(of.number),
    step: waiting.id,
    title: waiting.plan.title,
    request: of.title,
    offeringTitle,
    assignedTeam: waiting.assignedTeam ?? owner,
    requester: of.requester.name,
    project: of.project,
    environment: of.environment,
    waitingSince: (waiting.startedAt ?? of.createdAt).toISOString(),
    kind: task ? "task" : "ticket",
    url: task ? null : (waiting.reference?.url ?? null),
  };
}
