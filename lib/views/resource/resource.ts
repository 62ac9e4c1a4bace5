import { and, asc, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import { may, type Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { hindrance } from "#lib/core/outcome/hindrance.ts";
import { Problem } from "#lib/core/problem.ts";
import { database, type Transaction } from "#db/client.ts";
import { offering, request, resource, step } from "#db/tables.ts";
import { outputsView } from "../request/outputs.ts";
import { asRow, selectRows } from "../request/row.ts";
import { visibleTo } from "../request/visible.ts";
import { hindranceFor, type Subject } from "./hindered.ts";
import { operationsFor } from "./offered.ts";
import { partsOf } from "./parts.ts";
import { asResource, selectResources } from "./row.ts";
import type { ResourceView } from "./shape.ts";
import { visibleResource } from "./visible.ts";

/** A resource as its page shows it, all of one moment. */
export async function resourceView(actor: Actor, text: string): Promise<ResourceView> {
  const { id, team } = await visibleResource(actor, text);
  const reveal = may(actor, { verb: "output.reveal", team }).allowed;
  return database().transaction(
    async (tx) => {
      const [row] = await selectResources(tx).where(eq(resource.id, id));
      if (!row) throw new Problem("not_found", "There is no such resource.");
      const requests = await selectRows(tx)
        .where(and(eq(request.resource, id), visibleTo(actor)))
        .orderBy(desc(request.number));
      return {
        ...asResource(row),
        ...(await outputsOf(tx, id)),
        requests: requests.map(asRow),
        ...(await outsideOf(tx, actor, id)),
        parts: await partsOf(tx, actor, id),
        ...(await operationsOn(tx, actor, row)),
        may: { reveal },
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** The outputs of the last request that was completed and yielded any; a plan is long, so only one is read. */
async function outputsOf(tx: Transaction, id: string): Promise<Pick<ResourceView, "outputs" | "outputsFrom">> {
  const [last] = await tx
    .select()
    .from(request)
    .where(and(eq(request.resource, id), eq(request.state, "completed"), ne(request.operation, "retire")))
    .orderBy(sql`${request.plan} ->> 'outputs' = '{}'`, desc(request.number))
    .limit(1);
  if (!last) return { outputs: {}, outputsFrom: null };
  return { outputs: outputsView(last), outputsFrom: formatNumber(last.number) };
}

/** What the steps of its requests made outside, and those that are stuck. */
async function outsideOf(tx: Transaction, actor: Actor, id: string): Promise<Pick<ResourceView, "links" | "troubles">> {
  const rows = await tx
    .select({
      number: step.request,
      plan: step.plan,
      uses: step.uses,
      state: step.state,
      reference: step.reference,
      problem: step.problem,
    })
    .from(step)
    .innerJoin(request, eq(request.number, step.request))
    .innerJoin(offering, eq(offering.name, request.offering))
    .where(and(eq(request.resource, id), isNotNull(step.startedAt), visibleTo(actor)))
    .orderBy(asc(step.request), asc(step.position));
  const links = rows.flatMap(({ number, plan, uses, reference }) =>
    reference === null || uses === "manual" || plan.removal
      ? []
      : [{ title: plan.title, request: formatNumber(number), reference }],
  );
  const troubles = rows.flatMap(({ number, plan, state, problem }) =>
    problem !== null && (state === "failed" || state === "uncertain")
      ? [{ title: plan.title, request: formatNumber(number), problem }]
      : [],
  );
  return { links, troubles };
}

async function operationsOn(
  tx: Transaction,
  actor: Actor,
  row: Subject & { offering: string; environment: string; test: boolean },
): Promise<Pick<ResourceView, "operations" | "hindered">> {
  const offered = await operationsFor(tx, row);
  if (offered.length === 0) return { operations: [], hindered: null };
  const hindered = await hindranceFor(tx, actor, row);
  const operations = hindered ? offered : offered.filter(({ kind }) => hindrance(row, null, kind) === null);
  return { operations, hindered };
}
