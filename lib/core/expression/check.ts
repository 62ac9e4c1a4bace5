import { compile, sourceError } from "./cel.ts";
import { looks } from "./infer.ts";
import type { Verdict } from "./linear.ts";
import { dyn, spoken } from "./shape.ts";
import type { Scope, Shape } from "./shape.ts";
import type { ExpressionIssue, Read, Walk } from "./walk.ts";

export type { ExpressionIssue, Read } from "./walk.ts";

export interface Checked {
  issues: ExpressionIssue[];
  /** What the expression yields; dyn when that is not known. */
  shape: Shape;
  reads: Read[];
  /** Steps that the worst evaluation takes. */
  cost: number;
}

/** What one expression may cost: about two milliseconds. */
export const costliest = 60_000;

/**
 * Checks names, types, absence and cost of an expression against what it may read. Never throws. `judge` says whether a
 * pattern is fast; without it nothing is said of patterns, as proofs need a library that is larger than all the rest.
 */
export function checkExpression(
  expression: string,
  scope: Scope,
  want: "bool" | "any" = "any",
  judge?: (pattern: string) => Verdict,
): Checked {
  const compiled = compile(expression);
  if (!compiled.ok) return { issues: [{ severity: "error", ...compiled.error }], shape: dyn, reads: [], cost: 0 };
  const walk: Walk = { looks, source: expression, scope, judge, issues: [], reads: [], cost: 0 };
  const found = looks.plain(walk, compiled.ast, { locals: new Map(), proven: new Set(), macros: 0, times: 1 });
  const whole = { severity: "error", offset: 0, length: expression.length } as const;
  if (want === "bool" && found.shape.kind !== "bool" && found.shape.kind !== "dyn") {
    walk.issues.push({ ...whole, message: `This has to be true or false, and it is ${spoken(found.shape)}.` });
  }
  if (walk.cost > costliest) {
    walk.issues.push({
      ...whole,
      message: "This may walk through too many items; say maxItems in the lists it reads, or walk fewer of them.",
    });
  }
  if (!walk.issues.some((issue) => issue.severity === "error")) {
    const second = compiled.parsed.check();
    if (!second.valid) walk.issues.push({ severity: "error", ...sourceError(second.error, expression) });
  }
  return { issues: walk.issues, shape: found.shape, reads: distinct(walk.reads), cost: walk.cost };
}

function distinct(reads: readonly Read[]): Read[] {
  const found = new Map<string, Read>();
  for (const read of reads) {
    const key = JSON.stringify(read.path);
    const known = found.get(key);
    found.set(key, known ? both(known, read) : read);
  }
  return [...found.values()];
}

function both({ path, ...one }: Read, other: Read): Read {
  const marks = { secret: one.secret || other.secret, guarded: one.guarded && other.guarded };
  return { path, ...marks, ...(one.presence && other.presence ? { presence: true } : {}) };
}
