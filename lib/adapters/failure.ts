import type { StepProblem } from "#lib/core/problem.ts";
import { AdapterError } from "./adapter.ts";

/** A call that did not work out. */
export interface Failure {
  problem: StepProblem;
  /** The call may have reached the outside and changed something there. */
  reached: boolean;
  /** It may well work in a while. */
  passing: boolean;
  retryAfterSeconds?: number | undefined;
  /** It asks to slow down, though it may not say for how long. */
  busy?: boolean;
}

/** What calls go to, as people know it: `Jira`, `https://jira.example.com`, `jira`. */
export interface Target {
  title: string;
  baseUrl: string;
  /** Codes of its problems start with it. */
  code: string;
}

/** The call changed nothing: reads, and what was refused. */
export function harmless(failure: Failure): AdapterError {
  const { problem, passing, retryAfterSeconds, busy } = failure;
  return new AdapterError(problem, { effect: "none", repeat: passing, retryAfterSeconds, busy });
}

/** The call was to make something, and may be repeated: a PUT, and what an idempotency key protects. */
export function repeatable(failure: Failure): AdapterError {
  if (!failure.reached) return harmless(failure);
  const { problem, passing, retryAfterSeconds, busy } = failure;
  return new AdapterError(problem, { effect: "repeatable", repeat: passing, retryAfterSeconds, busy });
}

/** The call was to make something: what may have reached the outside is never repeated by itself. */
export function harmful(failure: Failure): AdapterError {
  if (!failure.reached) return harmless(failure);
  const { problem, retryAfterSeconds } = failure;
  return new AdapterError(problem, { effect: "maybe", repeat: false, retryAfterSeconds });
}
