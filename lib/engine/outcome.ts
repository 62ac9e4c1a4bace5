import type { Transaction } from "#db/client.ts";
import {
  openOutputs,
  type RequestRow,
  sealOutputs,
  sealResourceOutputs,
  updateRequest,
  updateResource,
} from "#db/request.ts";
import type { StepRow } from "#db/step.ts";
import { canonical } from "#lib/core/json.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import type { Settled } from "#lib/core/lifecycle/settle.ts";
import { isFinal } from "#lib/core/lifecycle/states.ts";
import { type Outputs, requestOutputs } from "#lib/core/outcome/outputs.ts";
import { resourceState } from "#lib/core/outcome/resource.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { log } from "#lib/log.ts";
import { knownOf } from "./facts.ts";

/** Writes what the steps make of their request and its resource. Answers whether anything but the state has changed. */
export async function settleOutcome(
  tx: Transaction,
  row: RequestRow,
  pinned: Pinned,
  steps: readonly StepRow[],
  settled: Settled,
): Promise<boolean> {
  const { outputs, news } = outputsNow(row, pinned, steps);
  const finished = isFinal(settled.request) && row.finishedAt === null;
  await updateRequest(tx, row.number, {
    ...(settled.request === row.state ? {} : { state: settled.request }),
    ...(settled.stuck === row.stuck ? {} : { stuck: settled.stuck }),
    ...(news ? { outputs: outputs.open, sealedOutputs: sealOutputs(row.number, outputs.secrets) } : {}),
    ...(finished ? { finishedAt: new Date() } : {}),
  });
  if (settled.request !== row.state || news) await settleResource(tx, row, pinned, steps, settled, outputs);
  return news || settled.stuck !== row.stuck;
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

async function settleResource(
  tx: Transaction,
  row: RequestRow,
  pinned: Pinned,
  steps: readonly StepRow[],
  settled: Settled,
  outputs: Outputs,
): Promise<void> {
  const made = steps.some((step) => step.state === "completed" || step.reference !== null);
  const kind = kindOf(row.operation, pinned);
  const done = settled.request === "completed" && kind !== "retire";
  const sealedOutputs = sealResourceOutputs(row.resource, outputs.secrets);
  await updateResource(tx, row.resource, {
    state: resourceState(kind, settled.request, made),
    ...(done ? { outputs: outputs.open, sealedOutputs } : {}),
  });
}

function kindOf(operation: string, { offering }: Pinned): "create" | "change" | "retire" {
  if (operation === "create") return "create";
  return offering.operations[operation]?.kind ?? (operation === "retire" ? "retire" : "change");
}
