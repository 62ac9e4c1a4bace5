import { and, eq, sql } from "drizzle-orm";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Reader } from "#db/client.ts";
import { offering, request, revision, step } from "#db/tables.ts";
import type { RequestRow } from "./shape.ts";

const done = sql<number>`(select count(*) from ${step} s where s.request = ${request.number} and s.state in ('completed', 'skipped'))`;
const all = sql<number>`(select count(*) from ${step} s where s.request = ${request.number})`;

// A retirement that follows from Terraform steps may stand in no document.
const operationTitle = sql<
  string | null
>`case when ${request.operation} <> 'create' then coalesce(${revision.document} -> 'operations' -> ${request.operation} ->> 'title', 'Retire') end`;

const columns = {
  number: request.number,
  parent: request.parent,
  title: request.title,
  state: request.state,
  stuck: request.stuck,
  escalated: request.escalated,
  offering: request.offering,
  offeringTitle: sql<string>`${revision.document} -> 'metadata' ->> 'title'`,
  revision: request.revision,
  test: request.test,
  draft: revision.draft,
  basedOn: revision.basedOn,
  operation: request.operation,
  operationTitle,
  project: request.project,
  environment: request.environment,
  team: request.team,
  requester: request.requester,
  createdAt: request.createdAt,
  updatedAt: request.updatedAt,
  finishedAt: request.finishedAt,
  done: done.mapWith(Number),
  of: all.mapWith(Number),
};

/** Requests with what a list shows of them; to be narrowed by `where`. */
export function selectRows(on: Reader) {
  return on
    .select(columns)
    .from(request)
    .innerJoin(revision, and(eq(revision.offering, request.offering), eq(revision.number, request.revision)))
    .innerJoin(offering, eq(offering.name, request.offering))
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectRows>>[number];

export function asRow({
  number,
  parent,
  createdAt,
  updatedAt,
  finishedAt,
  done: ended,
  of,
  draft,
  basedOn,
  ...same
}: Selected): RequestRow {
  return {
    ...same,
    tried: draft === null ? null : { draft, basedOn },
    number: formatNumber(number),
    parent: parent === null ? null : formatNumber(parent),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    progress: { done: ended, of },
  };
}
