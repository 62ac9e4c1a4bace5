import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Result } from "#lib/core/problem.ts";

type Verb<Given, Answer = { number: string }> = (given: Given) => Promise<Result<Answer>>;

/** What a reader can cause on a request's page; the page hands them in, because only it may reach the server. */
export interface RequestActions {
  retryStep: Verb<{ number: string; step: string; from?: string; reason?: string }>;
  resolveStep: Verb<{ number: string; step: string; note: string; reference?: string; outputs?: JsonObject }>;
  escalateStep: Verb<{ number: string; step: string; reason?: string }, { number: string; steps: string[] }>;
  abortRequest: Verb<{ number: string; reason?: string }, { number: string; left: string[] }>;
  cancelRequest: Verb<{ number: string; reason?: string }, { number: string; left: string[] }>;
  completeTask: Verb<{ number: string; step: string; outputs: JsonObject; note?: string }>;
  refuseTask: Verb<{ number: string; step: string; note: string }>;
  revealOutput: Verb<{ number: string; output: string }, { value: Json }>;
}
