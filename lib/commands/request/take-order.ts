import { personOf, type Actor, type Door } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { nameOf } from "#lib/core/form/name-of.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { RequestState } from "#lib/core/lifecycle/states.ts";
import { kindOf } from "#lib/core/offering/operations.ts";
import { resourceState } from "#lib/core/outcome/resource.ts";
import type { Transaction } from "#db/client.ts";
import { insertRequest, updateResource } from "#db/request.ts";
import { beginTrace } from "#db/trace.ts";
import { newSpanId, tell, type Trace } from "#lib/trace.ts";
import { type Done, label } from "../command.ts";
import type { DrawnUp } from "./draw-up.ts";

export interface Ordered {
  number: string;
  state: RequestState;
  offering: string;
  revision: number;
  title: string;
  project: string;
  environment: string;
  requester: ActorLabel;
  planHash: string;
  inputs: JsonObject;
  resource: string;
  /** It counts in no history. */
  test: boolean;
}

interface Taking {
  actor: Actor;
  door: Door;
  traceparent: string | null;
  /** When it was begun to be taken. */
  from: Date;
}

/** Writes a drawn up order down, and wakes the engine. */
export async function takeOrder(
  tx: Transaction,
  drawn: DrawnUp,
  { actor, door, traceparent, from }: Taking,
): Promise<Done<Ordered>> {
  const order = orderOf(drawn, actor);
  const owned = drawn.target === null ? {} : { resource: drawn.target.row.id };
  const { number, resource } = await insertRequest(tx, { ...order, ...owned, door, secrets: drawn.secrets });
  const kind = kindOf(drawn.revision.document, order.operation);
  if (drawn.target) await updateResource(tx, resource, { state: resourceState(kind, "submitted", true) });
  const { offering, revision, project, environment, requester, planHash, inputs, title, test } = order;
  const place = { offering, revision, project, environment };
  const written = formatNumber(number);
  traceOrder(await beginTrace(tx, number, traceparent), written, from);
  const value: Ordered = {
    number: written,
    state: "submitted",
    ...place,
    title,
    requester,
    planHash,
    inputs,
    resource,
    test,
  };
  return { value, subject: `request:${number}`, detail: { ...place, planHash, ...(test ? { test } : {}) } };
}

/** What taking the order took; the request itself goes on. */
function traceOrder(trace: Trace | null, number: string, from: Date): void {
  if (trace === null) return;
  const { id, span: parent } = trace;
  const attributes = { "pao.request": number };
  tell({ trace: id, id: newSpanId(), parent, name: "order", kind: "server", from, to: new Date(), attributes });
}

function orderOf(drawn: DrawnUp, actor: Actor) {
  const { revision, place, team, inputs, plan, hash } = drawn;
  return {
    offering: revision.name,
    revision: revision.number,
    operation: plan.operation,
    ...place,
    team,
    inputs,
    plan,
    planHash: hash,
    requester: requesterOf(actor),
    person: personOf(actor),
    test: drawn.test,
    title: drawn.target?.row.name ?? nameOf(revision.document.inputs, inputs) ?? revision.document.metadata.title,
  };
}

/** The person, whichever token of theirs it was: its name is in the history and the audit. */
function requesterOf(actor: Actor): ActorLabel {
  const { kind, id, name } = label(actor);
  const person = personOf(actor);
  if (person === null) return { kind, id, name };
  const own = actor.kind === "token" ? actor.personName : null;
  return { kind: "person", id: person, name: own ?? name };
}
