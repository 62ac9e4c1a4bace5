import type { ASTNode } from "@marcbachmann/cel-js";
import { nameOf } from "./walk.ts";

/** The names below a root that an expression reads; `whole` where it reads everything below. */
export interface Needed {
  whole: boolean;
  below: Map<string, Needed>;
}

/** What an expression reads, as far as the tree alone says: enough to hand it no more of the context than that. */
export function neededBy(ast: ASTNode): Needed {
  const needed: Needed = { whole: false, below: new Map() };
  gather(ast, needed);
  return needed;
}

function gather(node: ASTNode, needed: Needed): void {
  const path = pathOf(node);
  if (path) {
    mark(needed, path);
    return;
  }
  for (const part of partsOf(node)) gather(part, needed);
}

function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === "id") return [node.args];
  const name = nameOf(node);
  if (name === undefined || (node.op !== "." && node.op !== ".?" && node.op !== "[]" && node.op !== "[?]"))
    return undefined;
  const base = pathOf(node.args[0]);
  return base && [...base, name];
}

function mark(needed: Needed, path: readonly string[]): void {
  let here = needed;
  for (const name of path) {
    const next = here.below.get(name) ?? { whole: false, below: new Map<string, Needed>() };
    here.below.set(name, next);
    here = next;
  }
  here.whole = true;
}

/** The parts that a part of the tree is made of. */
export function partsOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}
