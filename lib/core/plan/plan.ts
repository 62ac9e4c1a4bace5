import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";

/** The form of plans that this version of PAO writes. Raised when an engine that does not know the change would do wrong. */
export const planVersion = 1;

/**
 * The steps a request will take, compiled from revision, inputs and context before anything runs. Frozen and hashed at
 * submit; what could not be known then is a hole, rendered when its step starts.
 */
export interface Plan {
  /** The form it is written in. An engine leaves plans alone that are newer than what it knows. */
  v: number;
  offering: string;
  revision: number;
  operation: string;
  steps: PlannedStep[];
  outputs: Record<string, PlannedOutput>;
  /** Warnings of the author's policies that apply, as they are shown. */
  warnings: string[];
  /** What it was compiled from and what its open expressions still read: part of what is frozen and hashed. */
  given: Given;
}

/** Roots of expressions as they were when the plan was compiled. */
export interface Given {
  /** The answers without the secret ones. */
  inputs: JsonObject;
  /** The members of `request` that open expressions read; number and createdAt are never among them. */
  request: JsonObject;
  /** The members of `vars` that open expressions read. */
  vars: JsonObject;
  /** The resource that an operation works on, as it was; absent for a first order. */
  resource?: JsonObject;
}

export interface PlannedStep {
  id: string;
  title: string;
  uses: AdapterKind;
  /** The connection's name; absent when the adapter needs none or the only one of its kind is meant. */
  connection?: string;
  /** Every step this one waits for, written or implied. */
  needs: string[];
  blocking: boolean;
  /** The step's `if`: decided already when it reads nothing but answers, else when the step is ready. */
  condition?: { expression: string; known?: boolean };
  timeoutSeconds?: number;
  payload: Payload;
  /** The files it runs, by the digest of all of them. */
  module?: { folder: string; digest: string };
  /** What the step declares to yield, by name. */
  outputs: Record<string, DeclaredOutput>;
  /** The request that a step makes by ordering another offering. */
  child?: PlannedChild;
  /** What a step of an implied retirement is about; absent for every other step. */
  removal?: Removal;
  /** What takes its place when it fails by itself. */
  fallback?: PlannedFallback;
  /** A ticket or task that has taken the place of a step; absent as long as it is done as planned. */
  escalated?: Escalated;
  /** One sentence that says what will happen, with what is unknown in ‹angle quotes›. */
  sentence: string;
}

export interface PlannedFallback {
  uses: "jira-issue" | "manual";
  connection?: string;
  payload: Payload;
  sentence: string;
}

export interface Escalated {
  /** The step as it was planned. */
  of: PlannedStep;
  /** Nobody asked for it: it is the step's own fallback. */
  byItself?: true;
  /** The team that is asked for what the step owes. */
  team: string;
  /** The ticket is opened beside those of the steps it needs, which block it. */
  atOnce: boolean;
  /** What the step had made, or may have made, by then; null when nothing. */
  left: { reference: Reference | null } | null;
  /** The ticket, once it is done and what the step owes is asked for. */
  ticket?: Reference;
}

export interface PlannedChild {
  offering: string;
  title: string;
  owner: string;
  /** Its plan; a look ahead while answers are open: then it is made again, of the same revision, when the step starts. */
  plan: Plan;
  /** Answers that come of earlier steps, by JSON pointer, with what to show for them. */
  open: Record<string, string>;
  /** The platform's constants as they were when this was planned; needed while answers are open. */
  vars?: JsonObject;
}

export interface Removal {
  /** The step that changed the state last: Terraform runs with its variables. Absent for the confirmation. */
  of?: { request: number; step: string };
  /** The steps that say what would be removed: shown to who confirms, and all that may be destroyed. */
  plans: string[];
}

/** What an adapter is given: JSON with `null` (or an empty text) where a hole is still open. Source of values: DESIGN, Plan. */
export interface Payload {
  value: JsonObject;
  holes: Hole[];
}

export interface Hole {
  /** JSON pointer into `Payload.value`. */
  pointer: string;
  /** Literal text and CEL expressions in order; `whole` holes have one expression and keep its type. */
  parts: (string | OpenExpression)[];
  whole: boolean;
  /** `order`: known once ordered; `outputs`: once an earlier step has ended; `secret`: sealed, rendered at the last moment. */
  until: "order" | "outputs" | "secret";
  /** What to show in its place: `‹host of Create the database›`. */
  shows: string;
}

export interface OpenExpression {
  expression: string;
  /** What is unknown, without quotes: `host of Create the database`. */
  shows: string;
}

/**
 * Markdown in a payload: the author's text with marks `\uE000<n>\uE001` where values enter, and the values, in order.
 * The adapter parses the Markdown first and puts the values in as text nodes, so that no answer can become markup.
 */
export interface MarkdownText {
  markdown: string;
  values: string[];
}

export interface DeclaredOutput {
  schema: JsonSchema;
  title?: string;
  secret: boolean;
  /** It may be left out; so it may be read only under `has()` or `.?`. */
  optional?: boolean;
}

export interface PlannedOutput {
  title?: string;
  secret: boolean;
  /** The whole expression or text of the document. */
  value: string;
}

/** What an expression may read besides inputs and outputs. */
export interface PlanContext {
  requester: string;
  team: string;
  project: string;
  environment: string;
  vars: JsonObject;
  /** The resource that an operation works on; absent for a first order. */
  resource?: JsonObject;
}

/** What becomes known at submit. */
export interface OrderFacts {
  /** `REQ-20418` */
  number: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** What is known when a step starts. Secret inputs are in `inputs`, at their places. */
export interface RunFacts extends OrderFacts {
  inputs: JsonObject;
  /** Outputs of ended steps, by step and name, secret ones among them. A step that was skipped has an empty entry, one that has not ended has none. */
  outputs: Record<string, Record<string, Json>>;
}
