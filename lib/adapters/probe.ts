import type { Finding } from "#lib/core/probe/finding.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { AdapterError } from "./adapter.ts";
import type { Failure } from "./failure.ts";

export const ok = (sentence: string, path = ""): Finding => ({ level: "ok", sentence, path });
export const note = (sentence: string, path = ""): Finding => ({ level: "note", sentence, path });
export const wrong = (sentence: string, remedy: string, path = ""): Finding => ({
  level: "problem",
  sentence,
  remedy,
  path,
});
export const nothing = (sentence: string): Finding => ({ level: "nothing", sentence, path: "" });
export const unknown = (sentence: string, path = ""): Finding => ({ level: "unknown", sentence, path });

/** What a call that did not work out says to a probe: what may pass leaves the question open, all else answers it. */
export function failed({ problem, passing }: Pick<Failure, "problem" | "passing">, path = ""): Finding {
  return { ...told(problem, path), level: passing ? "unknown" : "problem" };
}

/** Before any call: the connection is missing, or its credential is not whole. */
export function thrown(error: AdapterError, path = ""): Finding {
  return failed({ problem: error.problem, passing: error.repeat }, path);
}

function told({ sentence, remedy }: StepProblem, path: string): Omit<Finding, "level"> {
  return {
    sentence,
    ...(remedy === undefined ? {} : { remedy: remedy.replace("; then retry.", "; then check again.") }),
    path,
  };
}
