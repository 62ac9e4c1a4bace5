import { loadRequest, loadSteps } from "#db/request.ts";
import { isJsonObject } from "#lib/core/json.ts";
import { type Filled, fillHoles, type Pinned } from "#lib/core/plan/fill.ts";
import type { PlannedStep, RunFacts } from "#lib/core/plan/plan.ts";
import { Problem } from "#lib/core/problem.ts";
import type { EngineContext } from "./context.ts";
import { type Known, lastKnownOf, pinnedOf } from "./facts.ts";

/** The step of an earlier request whose variables a removal runs with, and what that request knows. */
export interface Earlier {
  step: PlannedStep;
  pinned: Pinned;
  known: Known;
}

/** Undefined for a step that removes nothing. */
export async function earlierOf(
  engine: Pick<EngineContext, "db" | "revisions">,
  { removal }: PlannedStep,
): Promise<Earlier | undefined> {
  if (!removal?.of) return undefined;
  const { request, step: id } = removal.of;
  const row = await loadRequest(engine.db, request);
  const steps = await loadSteps(engine.db, request);
  const step = steps.find((one) => one.id === id);
  if (!row || !step) throw new Problem("internal", "The step that made this is gone.");
  return { step: step.plan, pinned: await pinnedOf(engine, engine.db, row), known: lastKnownOf(row, steps) };
}

/** With the variables that were applied last; and for what destroys, with what was shown and confirmed. */
export function withEarlier(filled: Filled, { removal }: PlannedStep, facts: RunFacts, earlier?: Earlier): Filled {
  if (!removal || !earlier || "problem" in filled) return filled;
  const applied = fillHoles(earlier.pinned, earlier.step, earlier.known.facts);
  if ("problem" in applied) return applied;
  const [plan] = removal.plans;
  const changes = plan === undefined ? undefined : facts.outputs[plan]?.["changes"];
  // Nothing was confirmed where nothing is known to have been shown.
  const agreed = plan === undefined ? {} : { confirmed: isJsonObject(changes) ? changes : {} };
  const { variables = {} } = applied.payload;
  const { variables: shown = {} } = applied.redacted;
  return {
    payload: { ...filled.payload, ...agreed, variables },
    redacted: { ...filled.redacted, ...agreed, variables: shown },
  };
}
