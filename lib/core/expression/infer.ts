import type { ASTNode } from "@marcbachmann/cel-js";
import { accessed, unknown } from "./access.ts";
import { call, callOn } from "./calls.ts";
import { dashedName, unknownName, unknownRoot } from "./names.ts";
import { binary, condition, negated } from "./operators.ts";
import { proves } from "./proof.ts";
import { dyn, either, emptyFields, field, own } from "./shape.ts";
import type { Shape } from "./shape.ts";
import { keyOf, proving, record, report } from "./walk.ts";
import type { Found, Frame, Looks, Walk } from "./walk.ts";

/** The three ways to look at a part of an expression. */
export const looks: Looks = { infer, plain, place };

const bool: Found = { shape: { kind: "bool" } };

/** What a part of an expression yields; what is wrong with it is reported on the way. */
function infer(walk: Walk, node: ASTNode, frame: Frame): Found {
  const found = place(walk, node, frame);
  if (found.path) record(walk, found.path, found, node, frame);
  return found;
}

/** The same, but for a part that only leads to another: it is not a read of its own. */
function place(walk: Walk, node: ASTNode, frame: Frame): Found {
  walk.cost += frame.times;
  switch (node.op) {
    case "value":
      return { shape: literalShape(node.args) };
    case "id":
      return named(walk, node, node.args, frame);
    case ".":
    case ".?":
    case "[]":
    case "[?]":
      return accessed(walk, node, frame, false);
    case "call":
      return call(walk, node, frame);
    case "rcall":
      return callOn(walk, node, frame);
    case "list":
      return { shape: listOf(node.args.map((item) => plain(walk, item, frame).shape)) };
    case "map":
      return { shape: mapOf(walk, node.args, frame) };
    default:
      return computed(walk, node, frame);
  }
}

function computed(walk: Walk, node: ASTNode, frame: Frame): Found {
  switch (node.op) {
    case "?:": {
      const [asked, then, otherwise] = node.args;
      condition(walk, asked, plain(walk, asked, frame));
      const one = infer(walk, then, proving(frame, proves(asked, true, frame)));
      const other = infer(walk, otherwise, proving(frame, proves(asked, false, frame)));
      return { shape: either(one.shape, other.shape), maybe: one.maybe === true || other.maybe === true };
    }
    case "&&":
    case "||": {
      const [left, right] = node.args;
      condition(walk, left, plain(walk, left, frame));
      condition(walk, right, plain(walk, right, proving(frame, proves(left, node.op === "&&", frame))));
      return bool;
    }
    case "!_":
      condition(walk, node.args, plain(walk, node.args, frame));
      return bool;
    case "-_":
      return negated(walk, node.args, plain(walk, node.args, frame));
    case "-":
      if (dashedName(walk, node, (base) => place({ ...walk, issues: [] }, base, frame))) return unknown;
      return operated(walk, node, frame);
    default:
      return operated(walk, node, frame);
  }
}

function operated(walk: Walk, node: ASTNode, frame: Frame): Found {
  if (!Array.isArray(node.args)) return unknown;
  if (node.op === "in") {
    const asked = membership(walk, node.args[0], node.args[1], frame);
    if (asked) return asked;
  }
  const [left, right] = node.args as [ASTNode, ASTNode];
  return binary(walk, node, plain(walk, left, frame), plain(walk, right, frame));
}

/** `"instance-type" in inputs` asks for one question and reads nothing else. */
function membership(walk: Walk, name: ASTNode, object: ASTNode, frame: Frame): Found | undefined {
  if (name.op !== "value" || typeof name.args !== "string") return undefined;
  const key = keyOf(object, frame);
  const base = key === undefined ? undefined : looks.place(walk, object, frame);
  if (!base?.path || base.shape.kind !== "object") return undefined;
  const known = own(base.shape.fields, name.args);
  if (known)
    record(
      walk,
      [...base.path, name.args],
      { shape: known.shape, maybe: true, presence: true, secret: known.secret === true },
      object,
      frame,
    );
  else unknownName(walk, name, base, name.args);
  return bool;
}

/** A part whose value is used: an optional one has to be ended with orValue first. */
function plain(walk: Walk, node: ASTNode, frame: Frame): Found {
  const found = infer(walk, node, frame);
  if (found.maybe)
    report(
      walk,
      node,
      `${walk.source.slice(node.range.start, node.range.end)} may be absent: end it with .orValue(…).`,
    );
  return found;
}

function named(walk: Walk, node: ASTNode, name: string, frame: Frame): Found {
  const local = frame.locals.get(name);
  if (local) return local;
  const root = own(walk.scope, name);
  if (!root) {
    unknownRoot(walk, node, name, [...frame.locals.keys(), ...Object.keys(walk.scope)]);
    return unknown;
  }
  if (root.optional && !frame.proven.has(name)) report(walk, node, `${name} may be absent here.`);
  return { shape: root.shape, path: [name], key: name, secret: root.secret === true };
}

function literalShape(value: unknown): Shape {
  if (value === null) return { kind: "null" };
  if (typeof value === "string") return { kind: "string", literals: [value] };
  if (typeof value === "boolean") return { kind: "bool" };
  if (typeof value === "bigint") return { kind: "int" };
  return typeof value === "number" ? { kind: "double" } : dyn;
}

function listOf(items: readonly Shape[]): Shape {
  const [first, ...rest] = items;
  return { kind: "list", items: first ? rest.reduce(either, first) : dyn, least: items.length, most: items.length };
}

function mapOf(walk: Walk, entries: readonly (readonly [ASTNode, ASTNode])[], frame: Frame): Shape {
  const fields = emptyFields();
  let open: Shape | undefined;
  for (const [key, value] of entries) {
    const name = plain(walk, key, frame);
    const held = plain(walk, value, frame).shape;
    if (name.shape.kind !== "string" && name.shape.kind !== "dyn")
      report(walk, key, "The names in an object are texts.");
    if (key.op === "value" && typeof key.args === "string") fields[key.args] = field(held);
    else open = open ? either(open, held) : held;
  }
  if (!open) return { kind: "object", fields };
  return { kind: "map", values: Object.values(fields).reduce((all, one) => either(all, one.shape), open) };
}
