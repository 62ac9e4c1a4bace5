import { openOutputs, type RequestRow, type ResourceChange, sealOutputs, sealResourceOutputs } from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import { canonical } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Settled } from "#lib/core/lifecycle/settle.ts";
import { isFinal, type ResourceState, resourceStates } from "#lib/core/lifecycle/states.ts";
import { kindOf } from "#lib/core/offering/operations.ts";
import { type Outputs, requestOutputs } from "#lib/core/outcome/outputs.ts";
import { resourceState } from "#lib/core/outcome/resource.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { log } from "#lib/log.ts";
import { knownOf } from "./facts.ts";

/** What has changed about a request and its resource. */
export interface Outcome {
  request: Partial<Pick<RequestRow, "state" | "stuck" | "outputs" | "sealedOutputs" | "finishedAt">>;
  resource: ResourceChange | null;
}

/** What the steps make of their request and its resource. */
export function settleOutcome(row: RequestRow, pinned: Pinned, steps: readonly StepRow[], settled: Settled): Outcome {
  const { outputs, news } = outputsNow(row, pinned, steps);
  const moved = settled.request !== row.state;
  const finished = isFinal(settled.request) && row.finishedAt === null;
  const request = {
    ...(moved ? { state: settled.request } : {}),
    ...(settled.stuck === row.stuck ? {} : { stuck: settled.stuck }),
    ...(news ? { outputs: outputs.open, sealedOutputs: sealOutputs(row.number, outputs.secrets) } : {}),
    ...(finished ? { finishedAt: new Date() } : {}),
  };
  return { request, resource: moved || news ? resourceNow(row, pinned, steps, settled, outputs) : null };
}

/** Where a secret does not open, outputs stay as they are: the step that wanted it says so, and the state goes on. */
function outputsNow(row: RequestRow, pinned: Pinned, steps: readonly StepRow[]): { outputs: Outputs; news: boolean } {
  try {
    const outputs = requestOutputs(pinned, knownOf(row, steps).facts);
    return { outputs, news: !sameOutputs(row, outputs) };
  } catch (error) {
    log.error("the outputs of a request can't be read", { request: formatNumber(row.number), error });
    return { outputs: { open: row.outputs, secrets: {} }, news: false };
  }
}

function sameOutputs(row: RequestRow, { open, secrets }: Outputs): boolean {
  return canonical(row.outputs) === canonical(open) && canonical(openOutputs(row)) === canonical(secrets);
}

function resourceNow(
  row: RequestRow,
  pinned: Pinned,
  steps: readonly StepRow[],
  settled: Settled,
  outputs: Outputs,
): ResourceChange {
  const made = steps.some((step) => step.state === "completed" || step.reference !== null);
  const kind = row.operation === "create" ? "create" : kindOf(pinned.offering, row.operation);
  // A change that yields nothing of its own leaves what is known as it is.
  const yields = kind === "create" || (kind === "change" && Object.keys(row.plan.outputs).length > 0);
  const done = settled.request === "completed" && yields;
  const sealedOutputs = sealResourceOutputs(row.resource, outputs.secrets);
  return {
    state: resourceState(kind, settled.request, made, stateBefore(row)),
    ...(done ? { outputs: outputs.open, sealedOutputs } : {}),
  };
}

/** As it was when the plan was made. */
function stateBefore({ plan }: RequestRow): ResourceState | undefined {
  return resourceStates.find((state) => state === plan.given.resource?.["state"]);
}
