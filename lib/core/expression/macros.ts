import type { ASTNode } from "@marcbachmann/cel-js";
import { limits } from "./cel.ts";
import { condition } from "./operators.ts";
import { assumedMost, dyn, own, spoken } from "./shape.ts";
import type { Shape } from "./shape.ts";
import { report, sourceOf } from "./walk.ts";
import type { Found, Frame, Walk } from "./walk.ts";

type MethodNode = Extract<ASTNode, { op: "rcall" }>;

/** `inputs.rules.filter(rule, rule.port > 1024)`: what walks a list, with a name for each item. */
export function macro(walk: Walk, node: MethodNode, frame: Frame): Found {
  const [name, on, args] = node.args;
  const receiver = walk.looks.plain(walk, on, frame);
  const each = itemsOf(walk, on, receiver);
  const variable = args[0];
  const body = args.slice(1);
  if (!variable || variable.op !== "id" || body.length < 1 || body.length > (name === "map" ? 2 : 1)) {
    report(
      walk,
      node,
      `${name} takes a name for each item and what to do with it: ${name}(item, ${name === "map" ? "item.name" : "item > 1"}).`,
    );
    return { shape: dyn };
  }
  if (own(walk.scope, variable.args) || frame.locals.has(variable.args)) {
    report(walk, variable, `${variable.args} is taken already: give each item another name.`);
  }
  if (frame.macros >= limits.macros) {
    report(
      walk,
      node,
      `${name} stands in ${limits.macros} others already: lists are walked at most ${limits.macros} deep.`,
    );
    return { shape: dyn };
  }
  const inside = within(frame, variable, receiver, each, node);
  const results = body.map((part) => walk.looks.plain(walk, part, inside));
  return { shape: resultOf(walk, name, body, results, each) };
}

function within(
  frame: Frame,
  variable: ASTNode,
  receiver: Found,
  each: { items: Shape; most: number },
  node: ASTNode,
): Frame {
  const name = variable.op === "id" ? variable.args : "";
  const item: Found = {
    shape: each.items,
    key: `${name}@${node.range.start}`,
    secret: receiver.secret === true,
    ...(receiver.path ? { path: receiver.path } : {}),
  };
  return {
    ...frame,
    locals: new Map([...frame.locals, [name, item]]),
    macros: frame.macros + 1,
    times: frame.times * Math.max(each.most, 1),
  };
}

function itemsOf(walk: Walk, node: ASTNode, found: Found): { items: Shape; most: number } {
  const { shape } = found;
  if (shape.kind === "list") return { items: shape.items, most: shape.most ?? assumedMost };
  if (shape.kind === "object") return { items: { kind: "string" }, most: Object.keys(shape.fields).length };
  if (shape.kind === "map") return { items: { kind: "string" }, most: assumedMost };
  if (shape.kind !== "dyn")
    report(walk, node, `${sourceOf(walk, node)} is ${spoken(shape)}; only lists and objects are walked.`);
  return { items: dyn, most: assumedMost };
}

function resultOf(
  walk: Walk,
  name: string,
  body: readonly ASTNode[],
  results: readonly Found[],
  each: { items: Shape; most: number },
): Shape {
  const last = results.at(-1)?.shape ?? dyn;
  const test = name === "map" ? (body.length === 2 ? body[0] : undefined) : body[0];
  if (test && results[0]) condition(walk, test, results[0]);
  if (name === "map") return { kind: "list", items: last, most: each.most };
  return name === "filter" ? { kind: "list", items: each.items, most: each.most } : { kind: "bool" };
}
