import type { Scope } from "#lib/core/expression/shape.ts";
import { parseTemplate } from "#lib/core/expression/template.ts";
import { readsOf } from "#lib/core/plan/open.ts";
import type { DeclaredOutput, Plan, PlannedStep } from "#lib/core/plan/plan.ts";

/** What is read of a step's outputs: names, or everything where an expression takes them as a whole. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string> | "all">;

/**
 * The outputs that the request itself and its steps still read, by the step that yields them. Of a step that tickets take the
 * place of, only whether it is needed is still worked out.
 */
export function wantedOutputs(
  plan: Pick<Plan, "outputs">,
  { kept, replaced }: { kept: readonly PlannedStep[]; replaced: readonly PlannedStep[] },
  scope: Scope,
): Wanted {
  const wanted = new Map<string, Set<string> | "all">();
  const read = [
    ...kept.flatMap(ofPayload),
    ...[...kept, ...replaced].flatMap(ofCondition),
    ...Object.values(plan.outputs).flatMap(ofOutput),
  ];
  for (const expression of read)
    for (const { path } of readsOf(expression, scope)) {
      const [root, id, , name] = path;
      if (root !== "steps" || id === undefined) continue;
      const before = wanted.get(id);
      if (name === undefined || before === "all") wanted.set(id, "all");
      else wanted.set(id, new Set([...(before ?? []), name]));
    }
  return wanted;
}

/** What a step owes whose place is taken: what nothing reads is not asked for. */
export function owedOutputs({ id, outputs }: PlannedStep, wanted: Wanted): Record<string, DeclaredOutput> {
  const read = wanted.get(id);
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => read === "all" || read?.has(name)));
}

/** What takes its place reads as well, should it come to that. */
function ofPayload({ payload, fallback }: PlannedStep): string[] {
  return [...payload.holes, ...(fallback?.payload.holes ?? [])].flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part === "string" ? [] : [part.expression])),
  );
}

function ofCondition({ condition }: PlannedStep): string[] {
  return condition === undefined || condition.known !== undefined ? [] : [condition.expression];
}

function ofOutput({ value }: Plan["outputs"][string]): string[] {
  return parseTemplate(value).parts.flatMap((part) => ("expression" in part ? [part.expression] : []));
}
