import { dyn, own } from "#lib/core/expression/shape.ts";
import type { Field, Scope, Shape } from "#lib/core/expression/shape.ts";

/** Names behind each other as an expression writes them: `inputs.?network.cidr`, `inputs["a-b"]`. */
const link = String.raw`(?:\.\??[A-Za-z_]\w*|\[\??(?:"[^"]*"|'[^']*'|\d+)\])`;
export const chainPattern = String.raw`[A-Za-z_]\w*${link}*`;

/** The names of a chain; a position in a list stands as its number. */
export function namesIn(chain: string): (string | number)[] {
  return [...chain.matchAll(/\[\??(?:"([^"]*)"|'([^']*)'|(\d+))\]|[A-Za-z_]\w*/g)].map(
    ([word, double, single, position]) => double ?? single ?? (position === undefined ? word : Number(position)),
  );
}

/** What a chain leads to; undefined where there is nothing of that name. */
export function fieldAt(scope: Scope, names: readonly (string | number)[]): Field | undefined {
  const [root, ...rest] = names;
  let field = typeof root === "string" ? own(scope, root) : undefined;
  for (const name of rest) field = field && memberOf(field.shape, name);
  return field;
}

function memberOf(shape: Shape, name: string | number): Field | undefined {
  if (shape.kind === "dyn") return { shape: dyn };
  if (shape.kind === "list") return typeof name === "number" ? { shape: shape.items } : undefined;
  if (shape.kind === "map") return { shape: shape.values };
  return shape.kind === "object" ? own(shape.fields, String(name)) : undefined;
}

/** `filter(rule, rule.…`: the scope with the names that stand for each item of a list, as far as the text before says so. */
export function withLocals(scope: Scope, before: string): Scope {
  const walks = before.matchAll(
    new RegExp(String.raw`(${chainPattern})\.(?:all|exists|exists_one|map|filter)\(\s*([A-Za-z_]\w*)\s*,`, "g"),
  );
  let known = scope;
  for (const [, list = "", name = ""] of walks) {
    const shape = fieldAt(known, namesIn(list))?.shape;
    known = { ...known, [name]: { shape: shape?.kind === "list" ? shape.items : dyn } };
  }
  return known;
}

/** The kind of a value in a word or two, with its choices where there are few. */
export function kindOf({ shape, optional }: Field): string {
  return `${shapeWords(shape)}${optional ? ", may be absent" : ""}`;
}

const several: Record<Shape["kind"], string> = {
  string: "texts",
  int: "whole numbers",
  double: "numbers",
  bool: "truths",
  list: "lists",
  map: "objects",
  object: "objects",
  timestamp: "times",
  null: "nulls",
  dyn: "values",
};

function shapeWords(shape: Shape): string {
  switch (shape.kind) {
    case "string":
      return shape.literals && shape.literals.length <= 6 ? shape.literals.join(" | ") : "text";
    case "int":
      return "whole number";
    case "double":
      return "number";
    case "bool":
      return "true or false";
    case "list":
      return `list of ${several[shape.items.kind]}`;
    case "map":
    case "object":
      return "object";
    case "timestamp":
      return "time";
    case "null":
      return "null";
    case "dyn":
      return "any value";
  }
}
