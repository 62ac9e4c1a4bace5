import type { Scope, Shape } from "./shape.ts";

/** One thing wrong with an expression. Offsets count characters from the start of the expression. */
export interface ExpressionIssue {
  severity: "error" | "warning";
  message: string;
  offset: number;
  length: number;
  fix?: { title: string; replacement: string; offset: number; length: number };
}

/** A place an expression reads: `["inputs","size"]`, `["steps","database","outputs","host"]`. */
export interface Read {
  path: string[];
  secret: boolean;
  /** Read under `has()` or `.?`: it may be absent. */
  guarded: boolean;
}

export interface Checked {
  issues: ExpressionIssue[];
  /** What the expression yields; dyn when that is not known. */
  shape: Shape;
  reads: Read[];
}

/** Checks names, types, absence and cost of an expression against what it may read. Never throws. */
export function checkExpression(_expression: string, _scope: Scope, _want: "bool" | "any" = "any"): Checked {
  return { issues: [], shape: { kind: "dyn" }, reads: [] };
}
