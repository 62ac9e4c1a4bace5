import type { ASTNode } from "@marcbachmann/cel-js";
import type { Verdict } from "./linear.ts";
import { holdsSecret, sizeOf } from "./shape.ts";
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
  /** A secret stands there, or below. */
  secret: boolean;
  /** Read under `has()` or `.?`: it may be absent. */
  guarded: boolean;
  /** Only whether it is there is asked, not what it is: `has()` and `in`. */
  presence?: true;
}

/** What is known of one part of an expression. */
export interface Found {
  shape: Shape;
  /** An optional value: what `.?` gives, until `orValue` ends it. */
  maybe?: boolean;
  /** Where the value comes from, when it comes from one place. */
  path?: readonly string[];
  /** The same place, told apart from one of the same name in another macro. */
  key?: string;
  /** The place itself, or one above it, is marked secret. */
  secret?: boolean;
  /** It has been said already that this may be absent: what is read below it need not say so again. */
  reported?: boolean;
  /** Only whether it is there is asked. */
  presence?: boolean;
}

/** How a part of the tree is looked at; passed along, as parts hold parts. */
export interface Looks {
  /** What a part yields. */
  infer(walk: Walk, node: ASTNode, frame: Frame): Found;
  /** The same where an optional value will not do. */
  plain(walk: Walk, node: ASTNode, frame: Frame): Found;
  /** The same for a part that only leads to another and is no read of its own. */
  place(walk: Walk, node: ASTNode, frame: Frame): Found;
}

/** One walk over one expression: what it finds on the way. */
export interface Walk {
  looks: Looks;
  source: string;
  scope: Scope;
  judge: ((pattern: string) => Verdict) | undefined;
  issues: ExpressionIssue[];
  reads: Read[];
  /** Steps the worst evaluation takes, counted in nodes of the tree. */
  cost: number;
}

/** What holds at one place of the tree. */
export interface Frame {
  locals: ReadonlyMap<string, Found>;
  /** Keys of places that are known to be there: an enclosing `has()` says so. */
  proven: ReadonlySet<string>;
  macros: number;
  /** How often this place is visited at most. */
  times: number;
}

export function report(walk: Walk, node: ASTNode, message: string, more: Partial<ExpressionIssue> = {}): void {
  const from = node.range.start;
  walk.issues.push({ severity: "error", message, offset: from, length: Math.max(node.range.end - from, 1), ...more });
}

/** The text of a part of the expression. */
export function sourceOf(walk: Walk, node: ASTNode): string {
  return walk.source.slice(node.range.start, node.range.end);
}

/** The name an access asks for: `a.b`, `a.?b`, `a["b"]`, `a[?"b"]`. */
export function nameOf(node: ASTNode): string | undefined {
  if (node.op === "." || node.op === ".?") return node.args[1];
  if (node.op !== "[]" && node.op !== "[?]") return undefined;
  const index = node.args[1];
  return index.op === "value" && typeof index.args === "string" ? index.args : undefined;
}

/** The key of the place that a chain of names reads; undefined for everything that is computed. */
export function keyOf(node: ASTNode, frame: Frame): string | undefined {
  if (node.op === "id") return frame.locals.get(node.args)?.key ?? node.args;
  const name = nameOf(node);
  if (name === undefined || (node.op !== "." && node.op !== ".?" && node.op !== "[]" && node.op !== "[?]"))
    return undefined;
  const base = keyOf(node.args[0], frame);
  return base === undefined ? undefined : within(base, name);
}

/** Names may hold dots; this separator is in none that JSON Schema forms use. */
export function within(base: string, name: string): string {
  return `${base}\u0000${name}`;
}

/** The frame of a place that is reached only when these keys are there. */
export function proving(frame: Frame, keys: readonly string[]): Frame {
  return keys.length === 0 ? frame : { ...frame, proven: new Set([...frame.proven, ...keys]) };
}

/** Remembers a read: the plan renders what reads a secret or an output only when its step starts. */
export function record(walk: Walk, path: readonly string[], found: Found, node: ASTNode, frame: Frame): void {
  const secret = found.secret === true || holdsSecret(found.shape);
  const guarded = found.maybe === true || (found.key !== undefined && frame.proven.has(found.key));
  if (node.op === "id" && frame.locals.has(node.args) && !secret) return;
  walk.cost += 3 * sizeOf(found.shape);
  walk.reads.push({ path: [...path], secret, guarded, ...(found.presence ? { presence: true } : {}) });
}
