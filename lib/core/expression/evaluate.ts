import type { Json, JsonObject } from "../json.ts";
import type { Scope } from "./shape.ts";

/** An expression that gave no value: what went wrong in plain words, with the expression. */
export class ExpressionProblem extends Error {
  readonly expression: string;

  constructor(message: string, expression: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ExpressionProblem";
    this.expression = expression;
  }
}

/** The value of an expression. `scope` says which numbers are integers; without it whole numbers are. Throws ExpressionProblem. */
export function evaluate(expression: string, context: JsonObject, scope?: Scope): Json {
  throw new ExpressionProblem(`${Object.keys(context).length}${scope ? 1 : 0}`, expression);
}

/** How a value is written inside text: null as nothing, lists and objects as JSON. */
export function renderText(value: Json): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
