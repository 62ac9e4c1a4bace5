import { Problem, problemView, type Result } from "#lib/core/problem.ts";
import { log } from "#lib/log.ts";

export { problemView };

/** Whatever was thrown, as a Problem. What nobody expected is logged here, once, and told without its inner words. */
export function asProblem(thrown: unknown, fields: { door: "browser" | "rest"; at?: string }): Problem {
  if (thrown instanceof Problem && thrown.code !== "internal") return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  log.error(error.message, {
    ...fields,
    stack: error.stack,
    cause: error.cause instanceof Error ? error.cause.message : undefined,
  });
  if (thrown instanceof Problem) return thrown;
  return new Problem("internal", "Something went wrong inside PAO.", {
    remedy: "Try again. If it happens again, tell the people who run PAO; the log has the details.",
    cause: thrown,
  });
}

/** Runs what may throw and answers a Result, for server actions. */
export async function settled<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    return { ok: false, problem: problemView(asProblem(thrown, { door: "browser" })) };
  }
}
