import type { ASTNode } from "@marcbachmann/cel-js";
import { listed, nearest } from "./nearest.ts";
import { reserved } from "./reserved.ts";
import { own } from "./shape.ts";
import { nameOf, report, sourceOf } from "./walk.ts";
import type { Found, Walk } from "./walk.ts";

/** Says that a name is not known, and which one was probably meant. */
export function unknownName(walk: Walk, node: ASTNode, base: Found, name: string): void {
  if (base.shape.kind !== "object") return;
  const names = Object.keys(base.shape.fields);
  if (node.op === "value") return unknownMember(walk, node, base, name, names);
  const from = baseText(walk, node);
  const written = `${from}${accessor(name, "")}`;
  const meant = nearest(name, names);
  const says = `${written} is not ${place(base.path ?? [])}`;
  if (meant === undefined) {
    report(
      walk,
      node,
      `${says}${names.length === 0 ? "." : `: there ${names.length === 1 ? "is" : "are"} ${listed(names, "and")}.`}`,
    );
    return;
  }
  meantToRead(walk, base, meant);
  const right = `${from}${accessor(meant, node.op === ".?" || node.op === "[?]" ? "?" : "")}`;
  const more = walk.source[node.range.end] === "-" ? {} : { fix: fixOf(node, right) };
  report(walk, node, `${says}; did you mean ${right}?`, more);
}

/** What was probably meant counts as read, so that the one mistake is not told as another. */
function meantToRead(walk: Walk, { path }: Found, name: string): void {
  if (path) walk.reads.push({ path: [...path, name], secret: false, guarded: true });
}

/** `"sise" in inputs` */
function unknownMember(walk: Walk, node: ASTNode, base: Found, name: string, names: readonly string[]): void {
  const meant = nearest(name, names);
  const says = `${JSON.stringify(name)} is not ${place(base.path ?? [])}`;
  if (meant === undefined) return report(walk, node, `${says}.`);
  const quotes = walk.source[node.range.start] === "'" ? "'" : '"';
  report(walk, node, `${says}; did you mean ${JSON.stringify(meant)}?`, {
    fix: fixOf(node, `${quotes}${meant}${quotes}`),
  });
}

function fixOf(node: ASTNode, replacement: string) {
  return {
    title: `Write ${replacement}`,
    replacement,
    offset: node.range.start,
    length: node.range.end - node.range.start,
  };
}

function baseText(walk: Walk, node: ASTNode): string {
  return node.op === "." || node.op === ".?" || node.op === "[]" || node.op === "[?]"
    ? sourceOf(walk, node.args[0])
    : "";
}

/** How a name is asked for behind its object: `.size`, or `["instance-type"]` where a dot would not do. */
export function accessor(name: string, optional: "" | "?"): string {
  return /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name)
    ? `.${optional}${name}`
    : `[${optional}${JSON.stringify(name)}]`;
}

function place(path: readonly string[]): string {
  const [root, step] = path;
  if (root === "inputs") return path.length === 1 ? "a question of this form" : `a question of ${path.join(".")}`;
  if (root === "steps" && path.length === 1) return "a step that has ended by then";
  if (root === "steps" && path.length === 2) return "part of a step: steps have outputs";
  if (root === "steps" && step !== undefined) return `an output of step ${step}`;
  return path.length === 0 ? "known here" : `part of ${path.join(".")}`;
}

/** A root that is not known here: `input.size`. */
export function unknownRoot(walk: Walk, node: ASTNode, name: string, names: readonly string[]): void {
  if (name === "steps")
    return report(walk, node, "Outputs of steps can't be read here: this is decided before any step has run.");
  if (name === "resource")
    return report(walk, node, "resource is there for operations on what exists already, not for the first order.");
  const meant = nearest(name, names);
  if (meant !== undefined) {
    report(walk, node, `${name} is not known here; did you mean ${meant}?`, { fix: fixOf(node, meant) });
    return;
  }
  report(walk, node, `${name} is not known here: an expression reads ${listed(names)}. A text stands in quotes.`);
}

/**
 * `inputs.instance-type` reads as a subtraction. When the form has a question of that name, that is what was meant.
 * Returns what the author meant to read, having said so.
 */
export function dashedName(walk: Walk, node: ASTNode, baseOf: (node: ASTNode) => Found): boolean {
  const written = sourceOf(walk, node);
  const parts = /^((?:[\w.])+)\.([A-Za-z_]\w*(?:-\w+)+)$/.exec(written);
  const name = parts?.[2];
  if (name === undefined) return false;
  let left: ASTNode = node;
  while (left.op === "-") left = left.args[0];
  if (nameOf(left) === undefined || (left.op !== "." && left.op !== ".?")) return false;
  const base = baseOf(left.args[0]);
  if (base.shape.kind !== "object" || !own(base.shape.fields, name)) return false;
  meantToRead(walk, base, name);
  const right = `${sourceOf(walk, left.args[0])}${accessor(name, "")}`;
  report(walk, node, `${written} reads as a subtraction; the question is read as ${right}.`, {
    fix: fixOf(node, right),
  });
  return true;
}
