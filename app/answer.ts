import { Problem, type ProblemView, type Result } from "#lib/core/problem.ts";
import { log } from "#lib/log.ts";

/** A Problem as it crosses a wire. */
export function problemView(problem: Problem): ProblemView {
  return {
    code: problem.code,
    message: problem.message,
    ...(problem.remedy === undefined ? {} : { remedy: problem.remedy }),
    issues: problem.issues,
  };
}

/** Whatever was thrown, as a Problem. What nobody expected is logged here, once, and told without its inner words. */
export function asProblem(thrown: unknown, fields: { door: string; at?: string } = { door: "browser" }): Problem {
  if (thrown instanceof Problem && thrown.code !== "internal") return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  log.error(error.message, { ...fields, stack: error.stack, cause: error.cause instanceof Error ? error.cause.message : undefined });
  if (thrown instanceof Problem) return thrown;
  return new Problem("internal", "Something went wrong inside PAO.", {
    remedy: "Try again. If it happens again, tell the people who run PAO; the log has the details.",
    cause: thrown,
  });
}

/** Runs something that may throw and answers a Result, for server actions. */
export async function settled<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    return { ok: false, problem: problemView(asProblem(thrown)) };
  }
}
