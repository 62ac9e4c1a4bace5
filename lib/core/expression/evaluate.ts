import type { ASTNode, ParseResult } from "@marcbachmann/cel-js";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { compile, sourceError } from "./cel.ts";
import { ConversionError, contextFor, leave } from "./convert.ts";
import { macros } from "./functions.ts";
import { neededBy, partsOf } from "./reads.ts";
import type { Needed } from "./reads.ts";
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

interface Ready {
  parsed: ParseResult;
  needed: Needed;
  /** Whether it walks, splits or joins: then its lists are bounded. */
  walks: boolean;
}

const ready = new WeakMap<ASTNode, Ready>();

/**
 * The value of an expression. `scope` says which numbers are integers (without it whole numbers are) and which objects are
 * there even when empty. Throws ExpressionProblem.
 */
export function evaluate(expression: string, context: JsonObject, scope?: Scope): Json {
  const { parsed, needed, walks } = prepare(expression);
  try {
    return leave(parsed(contextFor(context, needed, scope, walks)));
  } catch (error) {
    throw problem(error, expression);
  }
}

function prepare(expression: string): Ready {
  const compiled = compile(expression);
  if (!compiled.ok) throw new ExpressionProblem(said(expression, compiled.error.message), expression);
  const known = ready.get(compiled.ast);
  if (known) return known;
  const fresh = { parsed: compiled.parsed, needed: neededBy(compiled.ast), walks: walksLists(compiled.ast) };
  ready.set(compiled.ast, fresh);
  return fresh;
}

function walksLists(node: ASTNode): boolean {
  if (node.op === "rcall" && (macros.has(node.args[0]) || node.args[0] === "join")) return true;
  return partsOf(node).some(walksLists);
}

function problem(error: unknown, expression: string): ExpressionProblem {
  if (error instanceof ConversionError)
    return new ExpressionProblem(said(expression, `${error.message}.`), expression, error);
  return new ExpressionProblem(said(expression, sourceError(error, expression).message), expression, error);
}

function said(expression: string, message: string): string {
  const short = expression.trim().length > 120 ? `${expression.trim().slice(0, 117)}…` : expression.trim();
  return `\${{ ${short} }} gave no value: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

/** How a value is written inside text: null as nothing, lists and objects as JSON. */
export function renderText(value: Json): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
