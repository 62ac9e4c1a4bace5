import type { Json } from "#lib/core/json.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import type { DeclaredOutput, RunFacts } from "#lib/core/plan/plan.ts";
import type { StepProblem } from "#lib/core/problem.ts";

/** Outputs by name, secret ones apart. */
export interface Outputs {
  open: Record<string, Json>;
  secrets: Record<string, Json>;
}

/** What a step yielded, held against what it declares: an undeclared, missing or ill-typed output is a problem that names it. */
export function readOutputs(
  _declared: Readonly<Record<string, DeclaredOutput>>,
  raw: Readonly<Record<string, Json>>,
): Outputs | { problem: StepProblem } {
  return { open: { ...raw }, secrets: {} };
}

/** The request's outputs whose steps have all ended; the others are left out. What is computed from a secret is secret. */
export function requestOutputs(_pinned: Pinned, _facts: RunFacts): Outputs {
  return { open: {}, secrets: {} };
}
