import { Environment, EvaluationError, ParseError, TypeError as CelTypeError } from "@marcbachmann/cel-js";
import type { ASTNode, ParseResult } from "@marcbachmann/cel-js";

/** An expression is a line of reasoning, not a program: these keep the worst one within a few milliseconds. */
export const limits = { characters: 4_000, nodes: 400, depth: 32, items: 100, macros: 2 } as const;

/** The roots that expressions may read anywhere; which of them at one place is a matter of its scope. */
const roots = ["inputs", "request", "resource", "steps", "offering", "vars"] as const;

export interface SourceError {
  message: string;
  offset: number;
  length: number;
}

export type Compiled = { ok: true; ast: ASTNode; parsed: ParseResult } | { ok: false; error: SourceError };

/** Making an environment is dear and parsing is cheap, but a plan evaluates the same expressions again and again. */
const environment = makeEnvironment();
const compiled = new Map<string, Compiled>();
const remembered = 2_000;

/** The syntax tree of an expression, and what runs it. Never throws. */
export function compile(expression: string): Compiled {
  const known = compiled.get(expression);
  if (known) return known;
  const fresh = parse(expression);
  if (compiled.size >= remembered) compiled.delete(compiled.keys().next().value ?? "");
  compiled.set(expression, fresh);
  return fresh;
}

function parse(expression: string): Compiled {
  if (expression.trim() === "") return failed("There is no expression here.", 0, expression.length);
  // The parser recurses over `!!!…` and `---…` without a limit of its own.
  if (expression.length > limits.characters)
    return failed(`An expression has at most ${limits.characters} characters.`, 0, 1);
  try {
    const parsed = environment.parse(expression);
    return { ok: true, ast: parsed.ast, parsed };
  } catch (error) {
    return { ok: false, error: sourceError(error, expression) };
  }
}

function failed(message: string, offset: number, length: number): Compiled {
  return { ok: false, error: { message, offset, length } };
}

/** An error of cel-js in plain words, with its place. */
export function sourceError(error: unknown, expression: string): SourceError {
  if (error instanceof RangeError)
    return { message: "This expression is nested too deeply.", offset: 0, length: expression.length };
  if (!(error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError)) {
    return { message: "This can't be computed with these values.", offset: 0, length: expression.length };
  }
  const start = Math.min(error.range?.start ?? 0, expression.length);
  const end = Math.min(error.range?.end ?? start, expression.length);
  return {
    message: plain(error.code, error.summary),
    offset: start,
    length: Math.max(end - start, start < expression.length ? 1 : 0),
  };
}

const tokens: Record<string, string> = {
  EOF: "the end",
  RPAREN: ")",
  LPAREN: "(",
  RBRACKET: "]",
  LBRACKET: "[",
  RBRACE: "}",
  LBRACE: "{",
  COLON: ":",
  COMMA: ",",
  DOT: ".",
  QUESTION: "?",
  IDENTIFIER: "a name",
};

function unfinished(named: string): string {
  if (/^Unexpected token: the end\b/.test(named)) return "This expression breaks off: something is missing at its end.";
  return `This is no complete expression: ${named.charAt(0).toLowerCase()}${named.slice(1)}.`;
}

function plain(code: string, summary: string): string {
  const named = summary.replace(/\b[A-Z]{3,}\b/g, (token) => tokens[token] ?? token.toLowerCase());
  switch (code) {
    case "limit_exceeded":
      return "This expression is too large; split it, or compute less.";
    case "unterminated_string":
    case "unterminated_triple_quoted_string":
      return "This text is opened with a quote and never closed.";
    case "unexpected_token":
    case "expected_token":
      return unfinished(named);
    case "no_such_key":
      return `There is no ${summary.replace(/^No such key: /, "")} here.`;
    case "division_by_zero":
    case "modulo_by_zero":
      return "This divides by zero.";
    case "numeric_overflow":
      return "This number is too large.";
    default:
      return `${named.replace(/dyn<(\w+)>/g, "$1").replace(/\.$/, "")}.`;
  }
}

function makeEnvironment(): Environment {
  const made = new Environment({
    unlistedVariablesAreDyn: false,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: limits.nodes,
      maxDepth: limits.depth,
      maxListElements: limits.items,
      maxMapEntries: limits.items,
      maxCallArguments: 8,
    },
  });
  for (const root of roots) made.registerVariable(root, "dyn");
  // CEL keeps int and double apart; JSON does not, and `inputs.size * 1.5` is what an author writes.
  const mixed: [string, (left: number, right: number) => number][] = [
    ["+", (left, right) => left + right],
    ["-", (left, right) => left - right],
    ["*", (left, right) => left * right],
    ["/", (left, right) => left / right],
  ];
  for (const [operator, apply] of mixed) {
    const both = (left: unknown, right: unknown) => apply(Number(left), Number(right));
    made.registerOperator(`int ${operator} double: double`, both);
    made.registerOperator(`double ${operator} int: double`, both);
  }
  return made;
}
