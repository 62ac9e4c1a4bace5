import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { RequestState } from "#lib/core/lifecycle/states.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import type { Finding as ProbeFinding } from "#lib/core/probe/finding.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import type { Modules } from "#lib/core/terraform/module.ts";
import type { Job, RunResult } from "./terraform/run.ts";

/** A connection as an adapter gets it, its credential opened. */
export interface OpenConnection {
  name: string;
  kind: "jira" | "http" | "github";
  /** Without a trailing slash. */
  baseUrl: string;
  settings: JsonObject;
  /** By name: `email`, `token`. */
  credential: Record<string, string>;
}

/** What an adapter may use and must respect in one attempt. */
export interface AttemptContext {
  /** installation/request/step/generation: the same for every attempt that may adopt what an earlier one made. */
  effectKey: string;
  /** `REQ-20418` */
  request: string;
  step: string;
  title: string;
  /** When the step began; a person's retry begins it again. */
  startedAt: Date;
  /** Where PAO shows the request, for links in tickets. */
  requestUrl: string;
  connection: OpenConnection | null;
  /** Keys of the tickets that block this one; empty but for the tickets of an escalation. */
  blockedBy: readonly string[];
  payload: JsonObject;
  /** Aborted when the engine stops or the attempt's time is up. Pass it to every call. */
  signal: AbortSignal;
  /** A line for the live log; redacted by the engine before it is stored. */
  log(text: string): void;
  /**
   * Commits `effect_sent_at`, checking the lease. Must be awaited right before the call that makes something;
   * throws when this attempt no longer owns the step, and then nothing may be made. After a call that is safe to repeat there
   * is nothing to look for: it is noted apart.
   */
  aboutToMake(how?: { repeatable: boolean }): Promise<void>;
  /** For a step that runs a module; absent when its files are gone. */
  module?: ModuleRun;
  /** For a step that orders another offering. */
  children?: ChildRequests;
}

/** The request that a step has ordered, as it stands. */
export interface ChildRequest {
  number: string;
  url: string;
  state: RequestState;
  /** Only a person can help it on, or something below it. */
  stuck: boolean;
  /** Once it is completed, secret ones among them. */
  outputs: Record<string, Json>;
}

export interface ChildRequests {
  /** Null while nothing was ordered. */
  look(): Promise<ChildRequest | null>;
  /** Orders it, or finds what this step has ordered before. Throws AdapterError when it can't be ordered. */
  order(): Promise<ChildRequest>;
}

export interface ModuleRun {
  /** The resource that the request makes or changes: state hangs on it. */
  resource: string;
  /** What the plan says it yields. */
  outputs: Readonly<Record<string, DeclaredOutput>>;
  /** Has the run done by a process that outlives this engine. Throws AdapterError when nobody can say how it ended. */
  run(job: Pick<Job, "workspace" | "effectKey" | "mode" | "resumes" | "variables" | "confirmed">): Promise<RunResult>;
}

/** Where a step stands after a look at the outside. */
export type Progress =
  | { state: "waiting"; reference: Reference; note?: string; checkAfterSeconds: number }
  | { state: "completed"; reference?: Reference; outputs: Record<string, Json>; note?: string }
  /** `ended`: the effect is known to have ended (ticket closed as won't do), so a person's retry may make a new one. */
  | { state: "failed"; reference?: Reference; problem: StepProblem; ended: boolean };

/** Where a step stands that was asked to stop. `waiting`: the outside has not confirmed it yet. */
export type Stopping = Progress | { state: "cancelled"; reference?: Reference; note?: string };

/**
 * What looking for an earlier attempt's effect can say. `unknown`: the outside could not answer. `blind`: there is no way to
 * look. `uncertain`: what is found is not for a machine to judge. `repeatable`: it is not there, and once that is sure it may
 * be made, because the outside itself takes no second one.
 */
export type Finding =
  | { found: Progress }
  | { found: null; repeatable?: boolean }
  | { unknown: StepProblem }
  | { blind: true }
  | { uncertain: StepProblem };

/** The half of an adapter that talks to the world. Only the engine imports it. */
export interface Adapter {
  /** Looks for what an earlier attempt of this generation may have made. */
  find(context: AttemptContext): Promise<Finding>;
  /** Makes it. Throws AdapterError. */
  start(context: AttemptContext): Promise<Progress>;
  /** Asks the outside how the thing stands. Reads only. Throws AdapterError. */
  check(context: AttemptContext, reference: Reference): Promise<Progress>;
  /**
   * Asks the outside to stop what was made, or tells it that nobody waits any more; asked again until it is `cancelled` or has
   * come to another end. `since` is when it was first asked. Left out where there is nobody to ask. Throws AdapterError.
   */
  cancel?(context: AttemptContext, reference: Reference, since: Date): Promise<Stopping>;
  /**
   * Asks the outside whether a step with this config would find what it names, before anybody orders. Reads only; finds
   * nothing where there is nothing to ask. Throws what its calls throw.
   */
  probe?(context: ProbeContext, config: JsonObject): Promise<ProbeFinding[]>;
}

/** What an adapter may use to answer a probe. */
export interface ProbeContext {
  connection: OpenConnection | null;
  /** Aborted when the time for all answers is up, or the engine stops. */
  signal: AbortSignal;
  /** The questions whose answers the config's expressions read. */
  questions: JsonObject;
  /** The modules that the revision brings. */
  modules: Modules;
  /** Of a dry run: what planning its module takes. */
  dryRun?: DryRun;
}

export interface DryRun {
  /** The files of its module; absent for a step that runs none. */
  bundle?: ModuleBundle;
  dataDir: string;
  /** Where in the config something made up stands for a secret, as JSON pointers. */
  madeUp: readonly string[];
}

type Effect = "none" | "maybe" | "repeatable";

/**
 * Thrown by an adapter when a call did not work out.
 * `effect`: `none` when nothing can have been made (refused, 4xx, 429), `maybe` when it can (5xx, dropped after sending);
 * `repeatable` when it can, and making it once more changes nothing.
 * `repeat`: safe to try again by itself, after `retryAfterSeconds` when the outside named a time. `busy`: it asked to slow down.
 */
export class AdapterError extends Error {
  readonly problem: StepProblem;
  readonly effect: Effect;
  readonly repeat: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly busy: boolean;

  constructor(
    problem: StepProblem,
    more: {
      effect: Effect;
      repeat: boolean;
      retryAfterSeconds?: number | undefined;
      busy?: boolean | undefined;
      cause?: unknown;
    },
  ) {
    super(problem.sentence, { cause: more.cause });
    this.name = "AdapterError";
    this.problem = problem;
    this.effect = more.effect;
    this.repeat = more.repeat;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.busy = more.busy ?? false;
  }
}
