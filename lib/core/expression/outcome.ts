import type { ASTNode } from "@marcbachmann/cel-js";
import { compile } from "./cel.ts";
import { partsOf } from "./reads.ts";
import { own } from "./shape.ts";
import type { Scope, Shape } from "./shape.ts";
import { keyOf } from "./walk.ts";
import type { Frame } from "./walk.ts";

type Value = string | boolean | number | bigint | null;
/** Values of the places that have few; what is not there may be anything. */
type Case = ReadonlyMap<string, Value>;

/** So many cases that an author no longer sees at a glance what they come to; each takes time. */
const mostCases = 512;
const nowhere: Frame = { locals: new Map(), proven: new Set(), macros: 0, times: 1 };

/**
 * Whether a condition comes to the same for every order: true, false, or undefined where that is not sure. All values of
 * enums and truths are tried; everything else counts as unknown.
 */
export function outcomeOf(expression: string, scope: Scope): boolean | undefined {
  const compiled = compile(expression);
  if (!compiled.ok) return undefined;
  const cases = casesOf(compiled.ast, scope);
  const outcomes = new Set((cases ?? []).map((one) => worth(compiled.ast, one)));
  const [only] = outcomes;
  return outcomes.size === 1 && typeof only === "boolean" ? only : undefined;
}

/** Every combination of what the places it reads may be; undefined where they are too many. */
function casesOf(ast: ASTNode, scope: Scope): Case[] | undefined {
  const domains = new Map<string, readonly Value[]>();
  gather(ast, scope, domains);
  let cases: Case[] = [new Map()];
  for (const [key, values] of domains) {
    if (cases.length * values.length > mostCases) return undefined;
    cases = cases.flatMap((one) => values.map((value) => new Map([...one, [key, value]])));
  }
  return cases;
}

function gather(node: ASTNode, scope: Scope, domains: Map<string, readonly Value[]>): void {
  const key = plainPlace(node);
  if (key !== undefined) {
    const values = valuesOf(shapeAt(scope, key.split("\u0000")));
    if (values) domains.set(key, values);
    return;
  }
  // Names inside a macro may stand for items.
  if (node.op !== "rcall") for (const part of partsOf(node)) gather(part, scope, domains);
}

/** A chain of names that is read as it stands, which `.?` does not do. */
function plainPlace(node: ASTNode): string | undefined {
  for (
    let here = node;
    here.op === "." || here.op === "[]" || here.op === ".?" || here.op === "[?]";
    here = here.args[0]
  )
    if (here.op === ".?" || here.op === "[?]") return undefined;
  return node.op === "." || node.op === "[]" || node.op === "id" ? keyOf(node, nowhere) : undefined;
}

function shapeAt(scope: Scope, [root = "", ...names]: readonly string[]): Shape | undefined {
  let shape = own(scope, root)?.shape;
  for (const name of names) shape = shape?.kind === "object" ? own(shape.fields, name)?.shape : undefined;
  return shape;
}

function valuesOf(shape: Shape | undefined): readonly Value[] | undefined {
  if (shape?.kind === "bool") return [true, false];
  return shape?.kind === "string" && shape.literals && shape.literals.length > 0 ? shape.literals : undefined;
}

/** What a part comes to in one case; undefined where that is not known. */
function worth(node: ASTNode, given: Case): Value | undefined {
  const key = plainPlace(node);
  if (key !== undefined) return given.get(key);
  switch (node.op) {
    case "value":
      return literal(node.args);
    case "!_": {
      const held = worth(node.args, given);
      return typeof held === "boolean" ? !held : undefined;
    }
    case "&&":
    case "||": {
      const decisive = node.op === "||";
      const sides = node.args.map((side) => worth(side, given));
      if (sides.includes(decisive)) return decisive;
      return sides.every((side) => side === !decisive) ? !decisive : undefined;
    }
    case "?:": {
      const [asked, then, otherwise] = node.args;
      const held = worth(asked, given);
      return typeof held === "boolean" ? worth(held ? then : otherwise, given) : undefined;
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compared(node.op, worth(node.args[0], given), worth(node.args[1], given));
    case "in":
      return member(worth(node.args[0], given), node.args[1], given);
    default:
      return undefined;
  }
}

function literal(value: unknown): Value | undefined {
  const plain = ["string", "boolean", "number", "bigint"].includes(typeof value) || value === null;
  return plain ? (value as Value) : undefined;
}

function compared(op: string, left: Value | undefined, right: Value | undefined): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const number = (value: Value) => typeof value === "number" || typeof value === "bigint";
  if (typeof left !== typeof right && !(number(left) && number(right))) return undefined;
  // A whole number and another one of the same worth are equal.
  const same = number(left) ? Number(left) === Number(right) : left === right;
  if (op === "==" || op === "!=") return same === (op === "==");
  if (left === null || right === null) return undefined;
  if (same) return op === "<=" || op === ">=";
  return left < right === op.startsWith("<");
}

function member(value: Value | undefined, list: ASTNode, given: Case): boolean | undefined {
  if (list.op !== "list" || value === undefined) return undefined;
  const found = list.args.map((item) => compared("==", value, worth(item, given)));
  if (found.includes(true)) return true;
  return found.every((one) => one === false) ? false : undefined;
}
