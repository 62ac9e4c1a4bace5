import { Problem, problemView, type Result } from "#lib/core/problem.ts";
import { aboutThrown, log } from "#lib/log.ts";

export { problemView };

/** Whatever was thrown, as a Problem. What nobody expected is logged here, once, and told without its inner words. */
export function asProblem(thrown: unknown, fields: { door: "browser" | "rest" | "webhook"; at?: string }): Problem {
  if (thrown instanceof Problem && thrown.code !== "internal") return thrown;
  if (databaseIsAway(thrown)) return away(thrown, fields);
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  log.error(error.message, {
    ...aboutThrown(thrown),
    ...fields,
    stack: error.stack,
    cause: error.cause instanceof Error ? error.cause.message : undefined,
  });
  if (thrown instanceof Problem) return thrown;
  return new Problem("internal", "PAO made a mistake here and stopped.", {
    remedy: "Try again. If it happens again, tell the people who run PAO; the log has the details.",
    cause: thrown,
  });
}

/** What postgres.js and PostgreSQL say while there is no server, or one that is starting or stopping. */
const gone = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

function databaseIsAway(thrown: unknown, depth = 0): boolean {
  if (!(thrown instanceof Error) || depth > 5) return false;
  // Nothing but the database is asked over a connection here.
  const code: unknown = "code" in thrown ? thrown.code : undefined;
  return (typeof code === "string" && gone.has(code)) || databaseIsAway(thrown.cause, depth + 1);
}

function away(cause: unknown, fields: object): Problem {
  log.warn("the database does not answer", {
    ...aboutThrown(cause),
    ...fields,
    error: cause instanceof Error ? cause.message : "",
  });
  return new Problem("unavailable", "PAO can not reach its database just now.", {
    remedy: "Try again in a few seconds.",
    cause,
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
