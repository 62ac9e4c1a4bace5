import type { ASTNode } from "@marcbachmann/cel-js";
import { impossible } from "./literals.ts";
import { assumedMost, dyn, either, spoken } from "./shape.ts";
import type { Shape } from "./shape.ts";
import { report, sourceOf } from "./walk.ts";
import type { Found, Walk } from "./walk.ts";

const bool: Found = { shape: { kind: "bool" } };

const numeric = (shape: Shape) => shape.kind === "int" || shape.kind === "double";
const open = (shape: Shape) => shape.kind === "dyn";

/** A place where only true or false will do. */
export function condition(walk: Walk, node: ASTNode, found: Found): void {
  if (found.shape.kind === "bool" || open(found.shape)) return;
  report(walk, node, `${sourceOf(walk, node)} is ${spoken(found.shape)}, where true or false is needed.`);
}

export function negated(walk: Walk, node: ASTNode, found: Found): Found {
  if (numeric(found.shape) || open(found.shape)) return { shape: found.shape };
  report(walk, node, `${sourceOf(walk, node)} is ${spoken(found.shape)} and can't be negated.`);
  return { shape: dyn };
}

/** The value of an operator between two values. */
export function binary(walk: Walk, node: ASTNode, left: Found, right: Found): Found {
  switch (node.op) {
    case "==":
    case "!=":
      equality(walk, node, left.shape, right.shape);
      return bool;
    case "in":
      membership(walk, node, left.shape, right.shape);
      return bool;
    case "<":
    case "<=":
    case ">":
    case ">=":
      if (!ordered(left.shape, right.shape)) mismatch(walk, node, left.shape, right.shape, "can't be put in order");
      return bool;
    default:
      return { shape: arithmetic(walk, node, left.shape, right.shape) };
  }
}

function ordered(left: Shape, right: Shape): boolean {
  if (open(left) || open(right)) return true;
  if (numeric(left) && numeric(right)) return true;
  return left.kind === right.kind && ["string", "bool", "timestamp"].includes(left.kind);
}

function comparable(left: Shape, right: Shape): boolean {
  if (open(left) || open(right) || left.kind === "null" || right.kind === "null") return true;
  if (numeric(left) && numeric(right)) return true;
  const object = (shape: Shape) => shape.kind === "map" || shape.kind === "object";
  return left.kind === right.kind || (object(left) && object(right));
}

function equality(walk: Walk, node: ASTNode, left: Shape, right: Shape): void {
  if (!comparable(left, right)) return mismatch(walk, node, left, right, "are never equal");
  impossible(walk, node, left, right);
}

function membership(walk: Walk, node: ASTNode, left: Shape, right: Shape): void {
  if (open(right)) return;
  if (right.kind === "list") {
    if (!comparable(left, right.items)) return mismatch(walk, node, left, right.items, "are never equal");
    impossible(walk, node, left, right);
    return;
  }
  if (right.kind === "map" || right.kind === "object") {
    if (left.kind === "string" || open(left)) return;
    report(walk, node, `The names in an object are texts, and this asks for ${spoken(left)}.`);
    return;
  }
  const hint = right.kind === "string" ? " To look inside a text, write text.contains(part)." : "";
  report(walk, node, `\`in\` asks a list or an object, and this is ${spoken(right)}.${hint}`);
}

function mismatch(walk: Walk, node: ASTNode, left: Shape, right: Shape, what: string): void {
  report(walk, node, `${capital(spoken(left))} and ${spoken(right)} ${what}.`);
}

function arithmetic(walk: Walk, node: ASTNode, left: Shape, right: Shape): Shape {
  if (open(left) || open(right)) return dyn;
  if (numeric(left) && numeric(right) && node.op !== "%") {
    return left.kind === "int" && right.kind === "int" ? { kind: "int" } : { kind: "double" };
  }
  if (node.op === "%" && left.kind === "int" && right.kind === "int") return { kind: "int" };
  if (node.op === "+") {
    const sum = joined(left, right);
    if (sum) return sum;
  }
  if (node.op === "-" && left.kind === "timestamp" && right.kind === "timestamp") return dyn;
  report(walk, node, refused(node.op, left, right), asText(walk, node, left, right));
  return node.op === "+" && (left.kind === "string" || right.kind === "string") ? { kind: "string" } : dyn;
}

function joined(left: Shape, right: Shape): Shape | undefined {
  if (left.kind === "string" && right.kind === "string") return { kind: "string" };
  if (left.kind !== "list" || right.kind !== "list") return undefined;
  return {
    kind: "list",
    items: either(left.items, right.items),
    least: (left.least ?? 0) + (right.least ?? 0),
    most: (left.most ?? assumedMost) + (right.most ?? assumedMost),
  };
}

const verbs: Partial<Record<string, string>> = { "+": "added", "-": "subtracted", "*": "multiplied", "/": "divided" };

function refused(op: string, left: Shape, right: Shape): string {
  if (op === "%") return "A remainder is taken of two whole numbers.";
  return `${capital(spoken(left))} and ${spoken(right)} can't be ${verbs[op] ?? "combined"}.`;
}

/** `"size " + 5`: the number is meant as text. */
function asText(walk: Walk, node: ASTNode, left: Shape, right: Shape) {
  if (node.op !== "+") return {};
  const other = left.kind === "string" ? { side: node.args[1], shape: right } : { side: node.args[0], shape: left };
  if (left.kind !== "string" && right.kind !== "string") return {};
  if (!["int", "double", "bool"].includes(other.shape.kind)) return {};
  const replacement = `string(${sourceOf(walk, other.side)})`;
  const { start, end } = other.side.range;
  return { fix: { title: `Write ${replacement}`, replacement, offset: start, length: end - start } };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
