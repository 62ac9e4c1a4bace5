import type { ASTNode } from "@marcbachmann/cel-js";
import { unknownName } from "./names.ts";
import { dyn, field, holdsSecret, own, spoken } from "./shape.ts";
import type { Field, Shape } from "./shape.ts";
import { nameOf, report, sourceOf, within } from "./walk.ts";
import type { Found, Frame, Walk } from "./walk.ts";

export type AccessNode = Extract<ASTNode, { op: "." | ".?" | "[]" | "[?]" }>;

export const unknown: Found = { shape: dyn };

/** A chain of names. `asked`: inside `has()`, where the last name may be absent. */
export function accessed(walk: Walk, node: AccessNode, frame: Frame, asked: boolean): Found {
  const base = walk.looks.place(walk, node.args[0], frame);
  const computed = (node.op === "[]" || node.op === "[?]") && nameOf(node) === undefined;
  const index = computed ? walk.looks.plain(walk, node.args[1], frame) : undefined;
  return access(walk, node, base, index, frame, asked);
}

function access(
  walk: Walk,
  node: AccessNode,
  base: Found,
  index: Found | undefined,
  frame: Frame,
  asked = false,
): Found {
  const name = nameOf(node);
  const optional = node.op === ".?" || node.op === "[?]" || base.maybe === true;
  const found =
    name === undefined
      ? byIndex(walk, node, base, index, optional)
      : byName(walk, node, base, name, frame, optional || asked);
  return optional ? { ...found, maybe: true } : found;
}

function byName(walk: Walk, node: AccessNode, base: Found, name: string, frame: Frame, may: boolean): Found {
  const place = placeOf(base, name);
  const known = fieldOf(base.shape, name);
  if (known === undefined) {
    unknownName(walk, node, base, name);
    return unknown;
  }
  if (known === "none") {
    report(walk, node, `${sourceOf(walk, node.args[0])} is ${spoken(base.shape)} and has nothing called ${name}.`);
    return unknown;
  }
  const proven = place.key !== undefined && frame.proven.has(place.key);
  const doubtful = known.optional === true && !may && !proven;
  if (doubtful && !base.reported) report(walk, node, absent(walk, node, name, known.shape));
  const secret = base.secret === true || known.secret === true;
  return { shape: known.shape, secret, ...place, ...(doubtful || base.reported ? { reported: true } : {}) };
}

function placeOf(base: Found, name: string): Pick<Found, "path" | "key"> {
  return {
    ...(base.path ? { path: [...base.path, name] } : {}),
    ...(base.key === undefined ? {} : { key: within(base.key, name) }),
  };
}

/** The field of a shape; undefined when an object has no such name, "none" when the shape has no fields at all. */
export function fieldOf(shape: Shape, name: string): Field | "none" | undefined {
  if (shape.kind === "dyn") return field(dyn);
  if (shape.kind === "map") return field(shape.values, { optional: true });
  return shape.kind === "object" ? own(shape.fields, name) : "none";
}

function absent(walk: Walk, node: AccessNode, name: string, shape: Shape): string {
  const text = sourceOf(walk, node);
  const base = sourceOf(walk, node.args[0]);
  const plainName = /^[A-Za-z_]\w*$/.test(name);
  const presence = plainName ? `has(${text})` : `${JSON.stringify(name)} in ${base}`;
  const chained = plainName ? `${base}.?${name}` : `${base}[?${JSON.stringify(name)}]`;
  if (shape.kind === "object")
    return `${text} may be absent: ask ${presence} first, or write ${chained} and end with .orValue(…).`;
  return `${text} may be absent: write ${presence} ? ${text} : ${standIn(shape)}, or ${chained}.orValue(${standIn(shape)}).`;
}

function standIn(shape: Shape): string {
  const values: Partial<Record<Shape["kind"], string>> = {
    int: "0",
    double: "0.0",
    bool: "false",
    list: "[]",
    map: "{}",
    object: "{}",
  };
  return values[shape.kind] ?? '""';
}

function byIndex(walk: Walk, node: AccessNode, base: Found, index: Found | undefined, optional: boolean): Found {
  const { shape } = base;
  const secret = base.secret === true;
  if (shape.kind === "dyn") return { shape: dyn, secret };
  if (shape.kind === "list") return byPosition(walk, node, shape, index, optional, secret, base.path);
  if (shape.kind === "map" || shape.kind === "object") {
    if (!optional) report(walk, node, `${sourceOf(walk, node)} may be absent: use [?…] and orValue(…).`);
    return { shape: shape.kind === "map" ? shape.values : dyn, secret: secret || holdsSecret(shape) };
  }
  report(walk, node, `${sourceOf(walk, node.args[0])} is ${spoken(shape)} and has no items.`);
  return unknown;
}

type List = Extract<Shape, { kind: "list" }>;

function byPosition(
  walk: Walk,
  node: AccessNode,
  list: List,
  index: Found | undefined,
  optional: boolean,
  secret: boolean,
  path: readonly string[] | undefined,
): Found {
  const position = node.op === "[]" || node.op === "[?]" ? node.args[1] : undefined;
  if (index && index.shape.kind !== "int" && index.shape.kind !== "dyn") {
    report(
      walk,
      position ?? node,
      `A list is asked by position, which is a whole number; this is ${spoken(index.shape)}.`,
    );
  }
  const literal = position?.op === "value" && typeof position.args === "bigint" ? Number(position.args) : undefined;
  if (!optional && (literal === undefined || literal >= (list.least ?? 0))) {
    const safe = sourceOf(walk, node).replace(/\[([^[]*)\]$/, "[?$1]");
    const remedy =
      list.items.kind === "object" ? `${safe} and end with .orValue(…)` : `${safe}.orValue(${standIn(list.items)})`;
    report(walk, node, `${sourceOf(walk, node)} may be absent, as the list may be shorter: write ${remedy}.`);
    return { shape: list.items, secret, reported: true, ...(path ? { path } : {}) };
  }
  return { shape: list.items, secret, ...(path ? { path } : {}) };
}
