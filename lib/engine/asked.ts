import { LeaseLost } from "#db/attempt.ts";
import { type Adapter, AdapterError, type AttemptContext, type Finding } from "#lib/adapters/adapter.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { log } from "#lib/log.ts";
import type { Taken } from "./take.ts";

/** The code of a call that was not made, because its request was ended before. */
export const aborted = "aborted";

/** Looks for what an earlier attempt may have made. */
export async function look(adapter: Adapter, context: AttemptContext, taken: Taken): Promise<Finding> {
  try {
    return await adapter.find(context);
  } catch (error) {
    const { problem } = asAdapterError(error, taken);
    return problem.code === aborted ? { uncertain: problem } : { unknown: problem };
  }
}

/** A fault of our own may have struck after the call: what it made is looked for, like after a broken connection. */
export function asAdapterError(error: unknown, { held }: Taken): AdapterError {
  if (error instanceof LeaseLost) throw error;
  if (error instanceof AdapterError) return error;
  log.error("an adapter failed in a way it does not know", {
    request: formatNumber(held.request),
    step: held.id,
    error,
  });
  const problem = {
    code: "internal",
    sentence: "PAO itself stumbled over this step.",
    detail: error instanceof Error ? error.message : String(error),
    remedy: "Retry; should it happen again, tell the people who run PAO.",
  };
  return new AdapterError(problem, { effect: "maybe", repeat: false, cause: error });
}
