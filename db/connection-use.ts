import { notInArray, sql } from "drizzle-orm";
import { connectionOf, type KnownConnection } from "#lib/core/decide/connection.ts";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import { type Offering, waysOf } from "#lib/core/offering/document.ts";
import type { Reader } from "./client.ts";
import { listDocuments } from "./offering.ts";
import { offering, request, step } from "./tables.ts";

/** What would miss a connection. */
export interface ConnectionUse {
  /** Offerings as they are offered now. */
  offerings: { name: string; title: string }[];
  /** Requests that are not over and have steps of it left. */
  requests: number[];
}

/** By connection. */
export async function loadConnectionUses(
  on: Reader,
  connections: readonly KnownConnection[],
): Promise<Map<string, ConnectionUse>> {
  const uses = new Map(connections.map(({ name }): [string, ConnectionUse] => [name, { offerings: [], requests: [] }]));
  const [documents, steps] = await Promise.all([listDocuments(on), openSteps(on)]);
  for (const { document } of documents) {
    const { name, title, owner } = document.metadata;
    for (const used of connectionsIn(document, connections, owner)) uses.get(used)?.offerings.push({ name, title });
  }
  for (const { request: number, uses: kind, begun, named, owner } of steps) {
    const connection = begun ?? named ?? undefined;
    const used = connectionOf({ uses: kind, connection }, connections, begun === null ? owner : undefined);
    const found = "missing" in used || used.name === null ? undefined : uses.get(used.name);
    if (found && !found.requests.includes(number)) found.requests.push(number);
  }
  return uses;
}

function connectionsIn(document: Offering, connections: readonly KnownConnection[], owner: string): Set<string> {
  const operations = Object.values(document.operations).flatMap(({ fulfillment }) => fulfillment?.steps ?? []);
  const ways = [...document.fulfillment.steps, ...operations].flatMap((one) => waysOf(one));
  const used = ways.map((way) => connectionOf(way, connections, owner));
  return new Set(used.flatMap((one) => ("name" in one && one.name !== null ? [one.name] : [])));
}

const over = ["completed", "skipped", "cancelled"] as const;

/** Each kind of step of each open request once. */
function openSteps(on: Reader) {
  return on
    .selectDistinct({
      request: step.request,
      uses: step.uses,
      begun: step.connection,
      named: sql<string | null>`${step.plan}->>'connection'`.as("named"),
      owner: offering.owner,
    })
    .from(step)
    .innerJoin(request, sql`${request.number} = ${step.request}`)
    .innerJoin(offering, sql`${offering.name} = ${request.offering}`)
    .where(sql`${notInArray(request.state, [...finalRequestStates])} and ${notInArray(step.state, [...over])}`)
    .orderBy(step.request);
}
