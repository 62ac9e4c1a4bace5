import type { ASTNode } from "@marcbachmann/cel-js";
import { accessed, unknown } from "./access.ts";
import { callable, callableOn, functions, macros, methods } from "./functions.ts";
import type { Signature } from "./functions.ts";
import { macro } from "./macros.ts";
import { listed, nearest } from "./nearest.ts";
import { assumedMost, either, own, spoken } from "./shape.ts";
import { record, report, sourceOf } from "./walk.ts";
import type { Found, Frame, Walk } from "./walk.ts";

/** What each item of a joined list counts: its text is copied. */
const joining = 20;

type CallNode = Extract<ASTNode, { op: "call" }>;
type MethodNode = Extract<ASTNode, { op: "rcall" }>;

/** `size(inputs.rules)` */
export function call(walk: Walk, node: CallNode, frame: Frame): Found {
  const [name, args] = node.args;
  if (name === "has") return has(walk, node, frame);
  const signature = own(functions, name);
  if (signature) return applied(walk, node, signature, name, args, frame);
  if (own(methods, name) || macros.has(name))
    report(walk, node, `There is no function ${name}; it is called on a value: value.${name}(…).`);
  else unknownFunction(walk, node, `There is no function ${name}`, name, callable);
  for (const argument of args) walk.looks.infer(walk, argument, frame);
  return unknown;
}

/** `inputs.name.startsWith("a")` */
export function callOn(walk: Walk, node: MethodNode, frame: Frame): Found {
  const [name, on, args] = node.args;
  if (macros.has(name)) return macro(walk, node, frame);
  const receiver = walk.looks.infer(walk, on, frame);
  if (name === "orValue" || name === "or") return otherwise(walk, node, receiver, frame);
  const signature = own(methods, name);
  if (!signature) {
    if (receiver.path?.length !== 1 || receiver.shape.kind !== "dyn" || own(walk.scope, receiver.path[0] ?? "")) {
      unknownFunction(walk, node, `There is no function ${name} on ${spoken(receiver.shape)}`, name, callableOn);
    }
    for (const argument of args) walk.looks.infer(walk, argument, frame);
    return unknown;
  }
  receives(walk, node, signature, name, receiver);
  if (name === "matches") pattern(walk, args[0]);
  if (name === "join" && receiver.shape.kind === "list")
    walk.cost += joining * frame.times * (receiver.shape.most ?? assumedMost);
  return applied(walk, node, signature, name, args, frame);
}

/** What other languages call it. */
const otherwiseCalled: Partial<Record<string, string>> = {
  toUpperCase: "upperAscii",
  toUpper: "upperAscii",
  upper: "upperAscii",
  toLowerCase: "lowerAscii",
  toLower: "lowerAscii",
  lower: "lowerAscii",
  length: "size",
  len: "size",
  count: "size",
  includes: "contains",
  some: "exists",
  any: "exists",
  every: "all",
  substr: "substring",
  default: "orValue",
};

function unknownFunction(
  walk: Walk,
  node: CallNode | MethodNode,
  says: string,
  name: string,
  candidates: readonly string[],
): void {
  const meant = meantBy(name, candidates);
  if (meant === undefined) return report(walk, node, `${says}; there are ${listed(candidates, "and")}.`);
  const from = nameOffset(walk, node, name);
  const fix = { title: `Write ${meant}`, replacement: meant, offset: from, length: name.length };
  report(walk, node, `${says}; did you mean ${meant}?`, from === -1 ? {} : { fix });
}

/** Of what is there, the nearest; else what another language calls by that name, or nearly so. */
function meantBy(name: string, candidates: readonly string[]): string | undefined {
  const others = Object.keys(otherwiseCalled).filter((other) => candidates.includes(own(otherwiseCalled, other) ?? ""));
  if (others.includes(name)) return own(otherwiseCalled, name);
  return nearest(name, candidates) ?? own(otherwiseCalled, nearest(name, others) ?? "");
}

/** Where the name stands: behind what it is called on. */
function nameOffset(walk: Walk, node: CallNode | MethodNode, name: string): number {
  const from = node.op === "rcall" ? node.args[1].range.end : node.range.start;
  const found = new RegExp(`\\b${name}\\s*\\(`).exec(walk.source.slice(from, node.range.end));
  return found ? from + found.index : -1;
}

function receives(walk: Walk, node: MethodNode, signature: Signature, name: string, receiver: Found): void {
  const on = node.args[1];
  if (receiver.maybe && !signature.on?.includes("optional")) {
    report(walk, on, `${sourceOf(walk, on)} may be absent: end it with .orValue(…).`);
    return;
  }
  const kind = receiver.maybe ? "optional" : receiver.shape.kind;
  if (kind === "dyn" || !signature.on || signature.on.includes(kind)) return;
  report(walk, on, `${sourceOf(walk, on)} is ${spoken(receiver.shape)}, and ${name} is not for that.`);
}

function applied(
  walk: Walk,
  node: ASTNode,
  signature: Signature,
  name: string,
  args: readonly ASTNode[],
  frame: Frame,
): Found {
  const least = signature.least ?? signature.takes.length;
  if (args.length < least || args.length > signature.takes.length) {
    const wanted = least === signature.takes.length ? `${least}` : `${least} to ${signature.takes.length}`;
    report(walk, node, `${name} takes ${wanted} value${wanted === "1" ? "" : "s"} in brackets, not ${args.length}.`);
  }
  args.forEach((argument, position) => {
    const { shape } = walk.looks.plain(walk, argument, frame);
    const kinds = signature.takes[position];
    if (!kinds || kinds.length === 0 || shape.kind === "dyn" || kinds.includes(shape.kind)) return;
    report(walk, argument, `${sourceOf(walk, argument)} is ${spoken(shape)}, and ${name} does not take that.`);
  });
  return { shape: signature.gives };
}

/** A pattern has to stand there in full, so that it can be judged before anything runs. */
function pattern(walk: Walk, argument: ASTNode | undefined): void {
  if (!argument) return;
  if (argument.op !== "value" || typeof argument.args !== "string") {
    report(
      walk,
      argument,
      "The pattern of matches is a text that stands here in quotes: what is computed can't be shown to be fast.",
    );
    return;
  }
  const verdict = walk.judge?.(argument.args);
  if (verdict && !verdict.ok) report(walk, argument, verdict.reason);
}

function otherwise(walk: Walk, node: MethodNode, receiver: Found, frame: Frame): Found {
  const [name, on, args] = node.args;
  const instead = args[0] ? walk.looks[name === "or" ? "infer" : "plain"](walk, args[0], frame) : unknown;
  if (args.length !== 1) report(walk, node, `${name} takes 1 value in brackets, not ${args.length}.`);
  if (!receiver.maybe && receiver.shape.kind !== "dyn") {
    report(
      walk,
      on,
      `${sourceOf(walk, on)} is always there; ${name} follows a place that is read with .? and may be absent.`,
    );
  }
  if (!receiver.maybe && receiver.shape.kind === "dyn" && receiver.path) {
    report(walk, on, `${name} follows a place that is read with .? and may be absent.`);
  }
  return { shape: either(receiver.shape, instead.shape), ...(name === "or" ? { maybe: true } : {}) };
}

/** `has(inputs.zone)`: only a chain of names can be asked for. */
function has(walk: Walk, node: CallNode, frame: Frame): Found {
  const bool: Found = { shape: { kind: "bool" } };
  const asked = node.args[1][0];
  if (!asked || node.args[1].length !== 1) {
    report(walk, node, "has takes one place, such as has(inputs.size).");
    return bool;
  }
  if (asked.op === "[]" || asked.op === "[?]") {
    const [base, index] = asked.args;
    report(walk, node, `has takes names with dots only; write ${sourceOf(walk, index)} in ${sourceOf(walk, base)}.`);
    return bool;
  }
  if (asked.op !== "." && asked.op !== ".?") {
    report(walk, asked, "has takes a place, such as has(inputs.size).");
    walk.looks.place(walk, asked, frame);
    return bool;
  }
  const found = accessed(walk, asked, frame, true);
  if (found.path) record(walk, found.path, { ...found, maybe: true, presence: true }, asked, frame);
  return bool;
}
