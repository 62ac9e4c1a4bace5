import type { Door } from "#lib/core/access.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { RequestState, StepState } from "./states.ts";

/** Who did it, as an event or an audit entry keeps it. */
export interface ActorLabel {
  kind: "person" | "token" | "agent" | "webhook" | "system";
  id: string;
  name: string;
}

/** The outside thing a step made or waits on. */
export interface Reference {
  /** `issue`, `http`, `task` … */
  kind: string;
  /** `DBA-17`, an id, a task's number. */
  id: string;
  /** Where a person can look at it. */
  url?: string;
  /** What the adapter keeps to find its way back: the API path, a status URL; in `seen` what its log has told. Never secret. */
  data?: Record<string, string>;
}

/** A task in PAO itself, as a step waits for it. */
export function taskReference(request: string, step: string, team: string): Reference {
  return { kind: "task", id: `${request}/${step}`, data: { team } };
}

/** What happened to a request. One line each, numbered within it; the timeline is read from these. */
export type EventBody =
  | {
      type: "submitted";
      door: Door;
      /** The request whose step ordered this one. */
      parent?: string;
    }
  | { type: "step"; step: string; state: StepState; reference?: Reference; problem?: StepProblem; note?: string }
  | { type: "request"; state: RequestState }
  /** `from`: the title of the earlier step that it started again from. */
  | { type: "retried"; step: string; from?: string; reason?: string }
  | { type: "resolved"; step: string; note: string; reference?: string }
  /** `steps`: the titles of all that tickets now stand for. */
  | { type: "escalated"; step: string; steps: string[]; reason?: string }
  /** The step's own fallback has taken its place. */
  | { type: "fell_back"; step: string; to: "ticket" | "task" }
  | { type: "cancelled"; reason?: string }
  /** `waited`: a cancel had been asked for, and the outside did not confirm it. */
  | { type: "aborted"; reason?: string; waited?: true }
  | { type: "task_completed"; step: string; note?: string }
  | { type: "task_refused"; step: string; note: string }
  | { type: "output_revealed"; output: string };

export interface RequestEvent {
  seq: number;
  /** ISO 8601, UTC. */
  at: string;
  actor: ActorLabel;
  body: EventBody;
}
