import type { Preview } from "#lib/core/adapter/definition.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ActorLabel, Reference } from "#lib/core/lifecycle/event.ts";
import type { Left } from "#lib/core/lifecycle/left.ts";
import type { RequestState, StepState } from "#lib/core/lifecycle/states.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { StepProblem } from "#lib/core/problem.ts";

/** A line of `/requests`. */
export interface RequestRow {
  number: string;
  /** The request whose step ordered this one; null for what a person ordered. */
  parent: string | null;
  title: string;
  state: RequestState;
  stuck: boolean;
  /** Tickets have taken the place of steps. */
  escalated: boolean;
  offering: string;
  offeringTitle: string;
  revision: number;
  /** It counts in no history: a draft is tried with it, or it works on what such an order made. */
  test: boolean;
  /** The draft that is tried, and the revision which that was begun from; null where a published revision is ordered. */
  tried: { draft: string; basedOn: number | null } | null;
  operation: string;
  /** What the operation is called; null for a first order. */
  operationTitle: string | null;
  project: string;
  environment: string;
  team: string;
  requester: ActorLabel;
  createdAt: string;
  updatedAt: string;
  finishedAt: string | null;
  /** How many steps have ended well or were skipped, and how many there are. */
  progress: { done: number; of: number };
}

export interface RequestPage {
  items: RequestRow[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

export interface RequestFilter {
  scope: "mine" | "teams" | "all";
  state?: RequestState[];
  offering?: string;
  project?: string;
  environment?: string;
  person?: string;
  /** Test orders are left out when this is. */
  tests?: "with" | "only";
  text?: string;
  cursor?: string;
  limit?: number;
}

export interface RequestView extends RequestRow {
  seq: number;
  resource: string;
  /** What this is a part of: the request in `parent`. */
  /** Its title is null to whom may not see it. */
  partOf: (Pick<RequestRow, "number" | "offeringTitle"> & { title: string | null }) | null;
  /** The answers without the secret ones. */
  inputs: JsonObject;
  answers: { path: string; title: string; text: string; unit?: string; secret: boolean }[];
  steps: StepView[];
  outputs: Record<string, OutputView>;
  activity: TimelineEntry[];
  planHash: string;
  /** What exists outside, which the end of the request leaves there. */
  left: Left[];
  /** What the asker may do now. */
  may: { abort: boolean; cancel: boolean; reveal: boolean; change: boolean };
}

export interface OutputView {
  title: string;
  secret: boolean;
  /** null while secret (ask with reveal) or not yet known. */
  value: Json;
  known: boolean;
}

export interface StepView {
  id: string;
  title: string;
  uses: AdapterKind;
  adapterTitle: string;
  icon: string;
  state: StepState;
  blocking: boolean;
  needs: string[];
  /** Titles of the steps it still waits for. */
  waitingFor: string[];
  sentence: string;
  preview: Preview;
  reference: Reference | null;
  problem: StepProblem | null;
  outputs: Record<string, OutputView>;
  attempts: number;
  resolved: boolean;
  startedAt: string | null;
  endedAt: string | null;
  /** When PAO looks at the outside again; null when it does not. */
  nextCheckAt: string | null;
  /** The connection at which it waits for a place; null when it does not. */
  waitsAt: string | null;
  /** The request that the step has ordered; null until then, and for other steps. */
  child: ChildView | null;
  /** A manual task's words and questions; null for other steps. */
  task: TaskView | null;
  /** Exits that are open to the asker. */
  exits: ("retry" | "resolve" | "escalate")[];
  /** What an escalation would do: the tickets it opens, or what has to be done first; null while that exit is closed. */
  escalation: EscalationView | null;
  /** A ticket has taken the place of the step as it was planned; the ticket, once there is one. */
  escalated: { from: string; ticket: Reference | null; byItself: boolean } | null;
  /** When it is tried again by itself, which try that is, and of how many; null when it is not. */
  again: { at: string; try: number; of: number } | null;
  /** Earlier steps that a retry may start from, each with the titles of all that would run again. */
  retryFrom: { id: string; title: string; again: string[] }[];
  /** The outputs a person owes when resolving by hand, as a form. */
  owed: Form | null;
}

/** Where tickets would go, and the titles of the steps they would stand for; or why they can't be opened yet. */
export type EscalationView =
  | { project: string; issueType: string; steps: string[] }
  | { missing: string; remedy: string };

/** A request that a step has ordered, as far as its parent's page shows it. */
export interface ChildView extends Pick<
  RequestRow,
  "number" | "title" | "state" | "stuck" | "offering" | "offeringTitle" | "progress"
> {
  steps: { id: string; title: string; state: StepState; icon: string; child: ChildView | null }[];
}

export interface TaskView {
  assignedTeam: string;
  instructions: string;
  form: Form;
  mayAnswer: boolean;
  /** What is removed for good once the task is done, by the step that planned it; absent for any other task. */
  removal?: { step: string; module: string; changes: { address: string; action: string }[] }[];
}

export interface TimelineEntry {
  seq: number;
  at: string;
  actor: ActorLabel;
  sentence: string;
  tone: "neutral" | "good" | "bad" | "wait";
  step: string | null;
}

export interface LogLineView {
  id: number;
  step: string;
  at: string;
  text: string;
}

/** A hint on `/api/live`: something of this request is newer than what you have. */
export interface LiveHint {
  number: string;
  seq: number;
  /** The newest log line's id, when the hint is about one. */
  log?: number;
}
