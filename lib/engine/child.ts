import { holdsLease, LeaseLost } from "#db/attempt.ts";
import { writeAudit } from "#db/audit.ts";
import { loadByKey, loadWithFamily } from "#db/child.ts";
import type { Transaction } from "#db/client.ts";
import { beginPartOf } from "#db/trace.ts";
import { loadVars } from "#db/organisation.ts";
import { loadReadiness, orderHash } from "#db/readiness.ts";
import { insertRequest, loadRequest, lockRequest, openOutputs, type Order, type RequestRow } from "#db/request.ts";
import { AdapterError, type ChildRequest, type ChildRequests } from "#lib/adapters/adapter.ts";
import { decide } from "#lib/core/decide/decide.ts";
import { nameOf } from "#lib/core/form/name-of.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { formatNumber, parseNumber } from "#lib/core/lifecycle/number.ts";
import { isEnding } from "#lib/core/lifecycle/states.ts";
import { mergedAnswers, orderedIn } from "#lib/core/plan/answers.ts";
import { childOrder, type ChildOrder } from "#lib/core/plan/child.ts";
import type { Plan } from "#lib/core/plan/plan.ts";
import { policiesThatRefuse } from "#lib/core/plan/policies.ts";
import { compileTree, type Family, familyKey } from "#lib/core/plan/tree.ts";
import { Problem, type Issue } from "#lib/core/problem.ts";
import type { EngineContext } from "./context.ts";
import { vouchingFor } from "./requester.ts";
import type { Taken } from "./take.ts";

/** What a step that orders another offering is given. `payload` is filled: it holds secrets, and is not kept. */
export function childRequests(
  { db, baseUrl }: Pick<EngineContext, "db" | "baseUrl">,
  taken: Taken,
  { effectKey, payload }: { effectKey: string; payload: JsonObject },
): ChildRequests {
  const shown = (row: RequestRow): ChildRequest => {
    const number = formatNumber(row.number);
    const outputs = row.state === "completed" ? { ...row.outputs, ...openOutputs(row) } : {};
    const { state, stuck } = row;
    return { number, url: `${baseUrl}/requests/${number}`, state, stuck: stuck || state === "failed", outputs };
  };
  return {
    look: async () => {
      const known = parseNumber(taken.step.reference?.id ?? "");
      const row = known === null ? await loadByKey(db, effectKey) : await loadRequest(db, known);
      return row && shown(row);
    },
    order: () =>
      db.transaction(async (tx) => {
        // Whoever aborts this request or takes the step away waits for its row: nothing is ordered after that.
        const row = await lockRequest(tx, taken.held.request);
        if (!row || !(await holdsLease(tx, taken.held))) throw new LeaseLost(taken.held);
        const before = await loadByKey(tx, effectKey);
        if (before) return shown(before);
        if (isEnding(row.state)) throw refused("aborted", "The request was aborted before this was ordered.");
        const number = await orderChild(tx, row, taken, payload, effectKey);
        const ordered = await loadRequest(tx, number);
        if (!ordered) throw new Problem("internal", "The request could not be written.");
        return shown(ordered);
      }),
  };
}

async function orderChild(
  tx: Transaction,
  row: RequestRow,
  { step, attempt }: Taken,
  payload: JsonObject,
  key: string,
): Promise<number> {
  const { order, secrets, plan } = await draftChild(tx, row, step.plan.child, payload);
  const { metadata, inputs } = order.offering;
  const { project, environment, team, requester, person, vouchedBy, test } = row;
  await permit(tx, row, { order, secrets }, plan);
  const written: Order = {
    offering: metadata.name,
    revision: order.revision,
    operation: order.operation,
    project,
    environment,
    team,
    requester,
    person,
    vouchedBy,
    test,
    door: "engine",
    title: nameOf(inputs, order.inputs) ?? metadata.title,
    inputs: order.inputs,
    secrets,
    plan,
    planHash: orderHash(plan, secrets),
    parent: { number: row.number, step: step.id, key },
  };
  const { number } = await insertRequest(tx, written);
  await beginPartOf(tx, number, { request: row.number, step: step.id, startedAt: step.startedAt ?? attempt.startedAt });
  const detail = {
    offering: metadata.name,
    revision: order.revision,
    project,
    environment,
    parent: formatNumber(row.number),
  };
  await writeAudit(tx, {
    actor: requester,
    behalf: `request:${row.number}`,
    door: "engine",
    verb: "request.order",
    subject: `request:${number}`,
    outcome: "done",
    detail,
  });
  return number;
}

/** The frozen plan when it was known at the order; else it is made now, of the revision and constants of then. */
async function draftChild(
  tx: Transaction,
  row: RequestRow,
  planned: Taken["step"]["plan"]["child"],
  payload: JsonObject,
): Promise<ChildOrder & { plan: Plan }> {
  const { name, revision, title } = orderedIn(payload);
  const family = await loadWithFamily(tx, name, revision);
  const child = family[familyKey(name, revision)];
  if (!child) throw refused("offering_missing", `Revision ${revision} of ${title} is gone.`);
  const { project, environment, team } = row;
  const requester = row.person ?? row.requester.id;
  const vars = planned?.vars ?? (await loadVars(tx));
  const made = childOrder(
    child,
    { known: mergedAnswers(payload), open: new Map() },
    { requester, team, project, environment, vars },
  );
  if ("issues" in made) throw unfit(title, made.issues);
  if (planned && Object.keys(planned.open).length === 0) return { ...made, plan: planned.plan };
  return { ...made, plan: compiled(made, family) };
}

function compiled({ order, secrets }: ChildOrder, family: Family): Plan {
  try {
    return compileTree(order, secrets, family).plan;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw refused("answers_unfit", error.message, error.issues.map(({ message }) => message).join("\n"));
  }
}

/** Its rules hold for whom it is ordered for, as things are now. */
async function permit(tx: Transaction, row: RequestRow, { order }: ChildOrder, plan: Plan): Promise<void> {
  const { metadata } = order.offering;
  const ask = { verb: "request.create", projectTeam: row.team, availableTo: metadata.availableTo } as const;
  const decision = decide({
    actor: await vouchingFor(tx, row, ask),
    ask,
    offering: metadata,
    environment: row.environment,
    steps: plan.steps,
    refusingPolicies: policiesThatRefuse(order),
    ...(await loadReadiness(tx)),
  });
  if (decision.answer !== "deny") return;
  const sentences = decision.reasons.map(({ sentence }) => sentence).join(" ");
  const remedies = decision.reasons.flatMap(({ remedy }) => remedy ?? []).join(" ");
  throw refused("denied", `${metadata.title} can't be ordered: ${sentences}`, undefined, remedies);
}

function unfit(title: string, issues: readonly Issue[]): AdapterError {
  const detail = issues.map(({ path, message }) => `${path.slice(1).replaceAll("/", ".")}: ${message}`).join("\n");
  return refused("answers_unfit", `${title} does not take the answers that the earlier steps led to.`, detail);
}

/** Nothing was ordered. */
function refused(code: string, sentence: string, detail?: string, remedy?: string): AdapterError {
  const otherwise = "Order it by hand and resolve this step, or abort; the offering's owner can correct the document.";
  const problem = { code, sentence, ...(detail ? { detail } : {}), remedy: remedy || otherwise };
  return new AdapterError(problem, { effect: "none", repeat: false });
}
