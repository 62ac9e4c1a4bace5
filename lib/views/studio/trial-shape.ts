import type { Decision } from "#lib/core/decide/decision.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { ShownStep } from "#lib/core/plan/view.ts";

/** A draft as its author saw it, with what it is tried with and where that would be. */
export interface TrialGiven {
  id: string;
  version: number;
  project: string;
  environment: string;
  inputs: JsonObject;
}

/** A dry run that has begun: the plan, and the probe that the findings come to. */
export interface DryRunView {
  draft: string;
  /** The save that it is a run of. */
  version: number;
  steps: ShownStep[];
  outputs: { name: string; title: string; secret: boolean }[];
  warnings: string[];
  decision: Decision;
  probe: { id: string };
}
