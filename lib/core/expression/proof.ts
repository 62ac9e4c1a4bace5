import type { ASTNode } from "@marcbachmann/cel-js";
import { keyOf, within } from "./walk.ts";
import type { Frame } from "./walk.ts";

/** The places that are there whenever a condition has the given outcome: `has(inputs.zone) && …` proves inputs.zone. */
export function proves(node: ASTNode, outcome: boolean, frame: Frame): string[] {
  switch (node.op) {
    case "!_":
      return proves(node.args, !outcome, frame);
    case "&&":
      return outcome ? node.args.flatMap((side) => proves(side, true, frame)) : [];
    case "||":
      return outcome ? [] : node.args.flatMap((side) => proves(side, false, frame));
    case "call":
      return outcome && node.args[0] === "has" && node.args[1][0] ? chain(node.args[1][0], frame) : [];
    case "rcall":
      return outcome && node.args[0] === "hasValue" ? chain(node.args[1], frame) : [];
    case "in":
      return outcome ? member(node.args[0], node.args[1], frame) : [];
    default:
      return [];
  }
}

/** A place and everything above it: `has(inputs.?network.cidr)` proves inputs.network too. */
function chain(node: ASTNode, frame: Frame): string[] {
  const key = keyOf(node, frame);
  if (key === undefined) return [];
  if (node.op !== "." && node.op !== ".?" && node.op !== "[]" && node.op !== "[?]") return [key];
  return [key, ...chain(node.args[0], frame)];
}

/** `"instance-type" in inputs` */
function member(name: ASTNode, base: ASTNode, frame: Frame): string[] {
  const key = keyOf(base, frame);
  if (key === undefined || name.op !== "value" || typeof name.args !== "string") return [];
  return [within(key, name.args)];
}
