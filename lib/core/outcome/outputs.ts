import { Validator } from "@cfworker/json-schema";
import { evaluate, ExpressionProblem, renderText } from "#lib/core/expression/evaluate.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { parseTemplate } from "#lib/core/expression/template.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Pinned } from "#lib/core/plan/fill.ts";
import { readsOf } from "#lib/core/plan/open.ts";
import type { DeclaredOutput, PlannedOutput, RunFacts } from "#lib/core/plan/plan.ts";
import { rootsOfRun } from "#lib/core/plan/roots.ts";
import { scopeOfPlan } from "#lib/core/plan/scope.ts";
import type { StepProblem } from "#lib/core/problem.ts";

/** Outputs by name, secret ones apart. */
export interface Outputs {
  open: Record<string, Json>;
  secrets: Record<string, Json>;
}

/** What a step yielded, held against what it declares: an undeclared, missing or ill-typed output is a problem that names it. */
export function readOutputs(
  declared: Readonly<Record<string, DeclaredOutput>>,
  raw: Readonly<Record<string, Json>>,
): Outputs | { problem: StepProblem } {
  const unknown = Object.keys(raw).find((name) => !Object.hasOwn(declared, name));
  if (unknown !== undefined)
    return { problem: problem("output_undeclared", `This step yielded “${unknown}”, which it does not declare.`) };
  const entries: [string, Json, boolean][] = [];
  for (const [name, output] of Object.entries(declared)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined) {
      if (output.optional) continue;
      return { problem: problem("output_missing", `This step did not yield “${output.title ?? name}” (${name}).`) };
    }
    const wrong = misfit(output, value);
    if (wrong !== undefined)
      return {
        problem: problem(
          "output_invalid",
          `This step yielded “${output.title ?? name}” (${name}) in another form than declared.`,
          wrong,
        ),
      };
    entries.push([name, value, output.secret]);
  }
  return apart(entries);
}

/** Why a value does not fit; a secret one is not told. */
function misfit({ schema, secret }: DeclaredOutput, value: Json): string | undefined {
  const { valid, errors } = new Validator(schema, "2020-12").validate(value);
  if (valid) return undefined;
  return secret ? "What it should be is in the document." : (errors.at(-1)?.error ?? "It does not fit its schema.");
}

function problem(code: string, sentence: string, detail?: string): StepProblem {
  return {
    code,
    sentence,
    ...(detail === undefined ? {} : { detail }),
    remedy:
      "The offering's owner corrects the step's outputs; for this request, resolve the step by hand and give them.",
  };
}

/** The request's outputs whose steps have all ended; the others are left out. What is computed from a secret is secret. */
export function requestOutputs(pinned: Pinned, facts: RunFacts): Outputs {
  const { plan, offering, modules } = pinned;
  const scope = scopeOfPlan(offering, plan.operation, modules);
  const roots = rootsOfRun(offering, plan, facts);
  const entries = Object.entries(plan.outputs).flatMap(([name, output]): [string, Json, boolean][] => {
    const { ended, secret } = look(output, scope, facts);
    if (!ended) return [];
    const value = valueOf(output.value, roots, scope);
    return value === undefined ? [] : [[name, value, secret]];
  });
  return apart(entries);
}

function look({ value, secret }: PlannedOutput, scope: Scope, facts: RunFacts): { ended: boolean; secret: boolean } {
  const reads = parseTemplate(value).parts.flatMap((part) =>
    "expression" in part ? readsOf(part.expression, scope) : [],
  );
  const steps = reads.flatMap(({ path: [root, id] }) => (root === "steps" ? [id] : []));
  return {
    ended: steps.every((id) => id !== undefined && Object.hasOwn(facts.outputs, id)),
    secret: secret || reads.some((read) => read.secret),
  };
}

/** Undefined when a step that was skipped or resolved left out what the expression wants: then there is no such output. */
function valueOf(source: string, roots: JsonObject, scope: Scope): Json | undefined {
  const template = parseTemplate(source);
  try {
    const values = template.parts.map((part) => ("text" in part ? part.text : evaluate(part.expression, roots, scope)));
    if (!template.whole) return values.map(renderText).join("");
    return values[template.parts.findIndex((part) => "expression" in part)];
  } catch (error) {
    if (error instanceof ExpressionProblem) return undefined;
    throw error;
  }
}

function apart(entries: readonly [string, Json, boolean][]): Outputs {
  const pick = (secret: boolean) =>
    Object.fromEntries(entries.filter(([, , is]) => is === secret).map(([name, value]) => [name, value]));
  return { open: pick(false), secrets: pick(true) };
}
