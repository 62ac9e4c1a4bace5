import { personOf, type Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { nameOf } from "#lib/core/form/name-of.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { ActorLabel } from "#lib/core/lifecycle/event.ts";
import type { RequestState } from "#lib/core/lifecycle/states.ts";
import { kindOf } from "#lib/core/offering/operations.ts";
import { resourceState } from "#lib/core/outcome/resource.ts";
import { Problem } from "#lib/core/problem.ts";
import { insertRequest, updateResource } from "#db/request.ts";
import { beginTrace } from "#db/trace.ts";
import { newSpanId, tell, type Trace } from "#lib/trace.ts";
import { command, label } from "../command.ts";
import { obey } from "../denied.ts";
import { draftOrder, orderSchema, type Draft } from "./draft.ts";

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
}

/** Takes an order: what the plan said is what will run, or it is refused as stale. */
export const orderRequest = command({
  verb: "request.order",
  schema: orderSchema,
  subject: ({ offering }) => `offering:${offering}`,
  handler: async ({ tx, actor, door, input, traceparent }) => {
    const from = new Date();
    const draft = await draftOrder(tx, actor, input, true);
    obey(draft.decision);
    if (input.planHash !== undefined && input.planHash !== draft.hash) throw stalePlan();
    const order = orderOf(draft, actor);
    const owned = draft.target === null ? {} : { resource: draft.target.row.id };
    const { number, resource } = await insertRequest(tx, { ...order, ...owned, door, secrets: draft.secrets });
    const kind = kindOf(draft.current.document, input.operation);
    if (draft.target) await updateResource(tx, resource, { state: resourceState(kind, "submitted", true) });
    const { offering, revision, project, environment, requester, planHash, inputs } = order;
    const place = { offering, revision, project, environment };
    const written = formatNumber(number);
    traceOrder(await beginTrace(tx, number, traceparent), written, from);
    const { title } = order;
    const value: Ordered = {
      number: written,
      state: "submitted",
      ...place,
      title,
      requester,
      planHash,
      inputs,
      resource,
    };
    return { value, subject: `request:${number}`, detail: { ...place, planHash } };
  },
});

/** What taking the order took; the request itself goes on. */
function traceOrder(trace: Trace | null, number: string, from: Date): void {
  if (trace === null) return;
  const { id, span: parent } = trace;
  const attributes = { "pao.request": number };
  tell({ trace: id, id: newSpanId(), parent, name: "order", kind: "server", from, to: new Date(), attributes });
}

function orderOf(draft: Draft, actor: Actor) {
  const { current, place, team, inputs, plan, hash } = draft;
  return {
    offering: current.name,
    revision: current.number,
    operation: plan.operation,
    ...place,
    team,
    inputs,
    plan,
    planHash: hash,
    requester: requesterOf(actor),
    person: personOf(actor),
    title: draft.target?.row.name ?? nameOf(current.document.inputs, inputs) ?? current.document.metadata.title,
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

function stalePlan(): Problem {
  return new Problem("stale", "What would run is no longer what the plan showed.", {
    remedy: "Look at the plan again, then order.",
  });
}
