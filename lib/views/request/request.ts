import { eq } from "drizzle-orm";
import { may, type Actor } from "#lib/core/access.ts";
import { answersForDisplay } from "#lib/core/form/answers.ts";
import { buildForm } from "#lib/core/form/build.ts";
import { type Json, type JsonObject, partsOf } from "#lib/core/json.ts";
import { mayAbort, mayCancel } from "#lib/core/lifecycle/ending.ts";
import { timeline } from "#lib/core/lifecycle/timeline.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import { masked } from "#lib/core/masked.ts";
import { Problem } from "#lib/core/problem.ts";
import { database } from "#db/client.ts";
import { loadSent } from "#db/attempt.ts";
import { loadEscalation } from "#db/escalation.ts";
import { loadEvents } from "#db/event.ts";
import { lastPayloads } from "#db/history.ts";
import { partiesOf } from "#db/parties.ts";
import { loadRevision } from "#db/offering.ts";
import { loadSteps, openInputs, type RequestRow as StoredRequest } from "#db/request.ts";
import { request } from "#db/tables.ts";
import { outputsView } from "./outputs.ts";
import { asRow, selectRows } from "./row.ts";
import type { RequestRow, RequestView } from "./shape.ts";
import { stepView } from "./step.ts";
import { childViews } from "./tree.ts";
import { visibleLeft } from "./left.ts";
import { loadVisible, visibleAmong } from "./visible.ts";

/** A request as its page shows it, all of one moment. */
export async function requestView(actor: Actor, number: string): Promise<RequestView> {
  const { number: known } = await loadVisible(actor, number);
  const read = await loadAll(actor, known);
  const { row, steps, events } = read;
  const change = may(actor, { verb: "request.change", team: row.team, requester: row.person }).allowed;
  const { ownerTeam, payloads, children } = read;
  const { escalation, sent } = read;
  const { team, state } = row;
  const around = { actor, change, team, ownerTeam, state, steps, sent, children, payloads, escalation };
  return {
    ...read.line,
    seq: row.seq,
    resource: row.resource,
    partOf: read.parent ? partOf(asRow(read.parent), read.seesParent) : null,
    inputs: row.inputs,
    answers: answersOf(row, read.document),
    steps: steps.map((step) => stepView(step, around)),
    outputs: outputsView(row),
    activity: timeline(
      events,
      steps.map(({ id, plan }) => ({ id, title: plan.title })),
    ),
    planHash: row.planHash,
    left: read.left,
    may: {
      abort: change && mayAbort(row.state, row.ending).allowed,
      cancel: change && mayCancel(row.state).allowed,
      reveal: may(actor, { verb: "output.reveal", team: row.team }).allowed,
      change,
    },
  };
}

/** Whose it is, others may know by its number only. */
const partOf = ({ number, title, offeringTitle }: RequestRow, seen: boolean) => ({
  number,
  title: seen ? title : null,
  offeringTitle,
});

/** One snapshot: what is read together belongs together, so that `seq` says how new all of it is. */
async function loadAll(actor: Actor, number: number) {
  return database().transaction(
    async (tx) => {
      const [line] = await selectRows(tx).where(eq(request.number, number));
      const [row] = await tx.select().from(request).where(eq(request.number, number));
      if (!line || !row) throw new Problem("not_found", "There is no such request.");
      const steps = await loadSteps(tx, number);
      const events = await loadEvents(tx, number);
      const left = await visibleLeft(actor, tx, number);
      const children = await childViews(tx, actor, number);
      const [parent] = row.parent === null ? [] : await selectRows(tx).where(eq(request.number, row.parent));
      const seesParent = row.parent !== null && (await visibleAmong(actor, [row.parent], tx)).has(row.parent);
      const payloads = await lastPayloads(tx, number);
      const pinned = await loadRevision(tx, row.offering, row.revision);
      const stuck = steps.some(({ state }) => state === "failed" || state === "uncertain");
      const escalation = stuck ? await loadEscalation(tx, row) : null;
      const sent: ReadonlySet<string> = stuck ? await loadSent(tx, number) : new Set();
      const ownerTeam = (await partiesOf(tx, number))?.ownerTeam ?? row.team;
      return {
        ownerTeam,
        escalation,
        sent,
        line: asRow(line),
        row,
        steps,
        left,
        children,
        parent,
        seesParent,
        events,
        payloads,
        document: pinned?.document,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

function answersOf(row: StoredRequest, document: Offering | undefined): RequestView["answers"] {
  if (!document) return [];
  const operation = row.operation === "create" ? undefined : document.operations[row.operation];
  const asked = operation ? buildForm(operation.inputs ?? {}, operation.ui) : buildForm(document.inputs, document.ui);
  return answersForDisplay(asked, withMarks(row.inputs, Object.keys(openInputs(row))));
}

/** Secret answers at their places as marks, so that they are listed and not shown. */
function withMarks(open: JsonObject, pointers: readonly string[]): JsonObject {
  const copy = structuredClone(open);
  for (const pointer of pointers) mark(copy, partsOf(pointer));
  return copy;
}

function mark(into: Json, parts: readonly string[]): void {
  const [key, ...rest] = parts;
  if (key === undefined || typeof into !== "object" || into === null) return;
  const holder: Record<string, Json> | Json[] = into;
  if (Array.isArray(holder)) {
    const entry = holder[Number(key)];
    if (rest.length > 0 && entry !== undefined) mark(entry, rest);
    else holder[Number(key)] = masked;
    return;
  }
  if (rest.length === 0) holder[key] = masked;
  else mark((holder[key] ??= {}), rest);
}
