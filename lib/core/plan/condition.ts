import { evaluate, ExpressionProblem } from "#lib/core/expression/evaluate.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { wholeExpression } from "#lib/core/expression/template.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { readsOf, waitsFor } from "./open.ts";
import type { PlannedStep } from "./plan.ts";
import type { Rendering } from "./render.ts";

/** The expression of an `if` or a `when`: the whole text is one. */
export function conditionOf(source: string): string {
  const found = wholeExpression(source);
  if (!found) throw new ExpressionProblem("A condition is one whole ${{ … }} expression.", source);
  return found.expression;
}

/** A condition's answer. An answer that is neither true nor false is an ExpressionProblem. */
export function decided(expression: string, roots: JsonObject, scope: Scope): boolean {
  const answer = evaluate(expression, roots, scope);
  if (typeof answer === "boolean") return answer;
  throw new ExpressionProblem(`\${{ ${expression.trim()} }} is neither true nor false.`, expression);
}

/** A step's `if`: decided already when everything it reads is known. */
export function planCondition(
  source: string,
  { roots, scope, keep, open }: Rendering,
): NonNullable<PlannedStep["condition"]> {
  const expression = conditionOf(source);
  const reads = readsOf(expression, scope);
  if (waitsFor(reads, open) === undefined) return { expression, known: decided(expression, roots, scope) };
  keep(reads);
  return { expression };
}
