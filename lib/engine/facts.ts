import { loadRevision } from "#db/offering.ts";
import type { Reader } from "#db/client.ts";
import { openInputs, type RequestRow } from "#db/request.ts";
import { openStepOutputs, type StepRow } from "#db/step.ts";
import { withSecrets } from "#lib/core/form/secrets.ts";
import type { Json } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import type { RunFacts } from "#lib/core/plan/plan.ts";
import { Problem } from "#lib/core/problem.ts";
import type { EngineContext } from "./context.ts";

/** The plan of a request with the revision it is pinned to. */
export async function pinnedOf(
  { revisions }: Pick<EngineContext, "revisions">,
  on: Reader,
  { plan, offering, revision }: RequestRow,
): Promise<Pinned> {
  const name = `${offering}@${revision}`;
  const known = revisions.get(name) ?? (await readRevision(on, offering, revision));
  revisions.set(name, known);
  return { plan, ...known };
}

async function readRevision(on: Reader, name: string, number: number): Promise<Omit<Pinned, "plan">> {
  const revision = await loadRevision(on, name, number);
  if (!revision) throw new Problem("internal", `Revision ${number} of ${name} is gone.`);
  return { offering: revision.document, modules: revision.modules };
}

/** What a request knows by now, secrets among it. They live only as long as one settling or one attempt. */
export interface Known {
  facts: RunFacts;
  secrets: Json[];
}

export function knownOf(row: RequestRow, steps: readonly StepRow[]): Known {
  const secretInputs = openInputs(row);
  const secretOutputs = steps.map(openStepOutputs);
  const outputs = Object.fromEntries(
    steps.flatMap((step, index): [string, Record<string, Json>][] => {
      if (step.state === "completed") return [[step.id, { ...step.outputs, ...secretOutputs[index] }]];
      return step.state === "skipped" || isSkippedFailure(step) ? [[step.id, {}]] : [];
    }),
  );
  return {
    facts: {
      number: formatNumber(row.number),
      createdAt: row.createdAt.toISOString(),
      inputs: withSecrets(row.inputs, secretInputs),
      outputs,
    },
    secrets: [...Object.values(secretInputs), ...secretOutputs.flatMap((byName) => Object.values(byName))],
  };
}

/** What a request has ever known, for removing what was made with it: a step that was to run again and has not yields what it yielded last. */
export function lastKnownOf(row: RequestRow, steps: readonly StepRow[]): Known {
  const yielded = ({ outputs, sealedOutputs }: StepRow) => Object.keys(outputs).length > 0 || sealedOutputs !== null;
  return knownOf(
    row,
    steps.map((step) => (yielded(step) ? { ...step, state: "completed" } : step)),
  );
}

/** The failure of a step that does not block counts as skipped. */
function isSkippedFailure(step: StepRow): boolean {
  return !step.blocking && (step.state === "failed" || step.state === "cancelled" || step.state === "uncertain");
}
