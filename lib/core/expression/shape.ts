/**
 * What an expression may find at a place: a small type system between JSON Schema and CEL.
 * `optional` fields may be absent and are read only under `has()` or `.?`; `secret` ones may enter only where secrets may.
 */
export type Shape =
  | { kind: "string"; literals?: readonly string[] }
  | { kind: "int" | "double" | "bool" | "null" | "timestamp" | "dyn" }
  /** `least` and `most` items, where the schema says so: the check counts with them what an expression may cost. */
  | { kind: "list"; items: Shape; least?: number; most?: number }
  | { kind: "map"; values: Shape }
  | { kind: "object"; fields: Record<string, Field> };

export interface Field {
  shape: Shape;
  optional?: boolean;
  secret?: boolean;
}

/** The roots that expressions at one place of a document may read, by name: inputs, request, steps … */
export type Scope = Record<string, Field>;

export const dyn: Shape = { kind: "dyn" };

/** How many items a list has at most when nothing says so. Expressions that walk a longer one give no value. */
export const assumedMost = 1_000;

/** How a shape is spoken of in a sentence. */
export function spoken(shape: Shape): string {
  switch (shape.kind) {
    case "string":
      return "a text";
    case "int":
      return "a whole number";
    case "double":
      return "a number";
    case "bool":
      return "true or false";
    case "null":
      return "null";
    case "timestamp":
      return "a time";
    case "list":
      return "a list";
    case "map":
    case "object":
      return "an object";
    case "dyn":
      return "a value";
  }
}

/** How many values a value of this shape holds at most, roughly: entering an expression takes time for each. */
export function sizeOf(shape: Shape): number {
  switch (shape.kind) {
    case "list":
      return 1 + (shape.most ?? assumedMost) * sizeOf(shape.items);
    case "map":
      return 100 * sizeOf(shape.values);
    case "object":
      return Object.values(shape.fields).reduce((sum, { shape: below }) => sum + sizeOf(below), 1);
    case "dyn":
      return 20;
    default:
      return 1;
  }
}

/** Whether a value of this shape holds a secret somewhere. */
export function holdsSecret(shape: Shape): boolean {
  if (shape.kind === "list") return holdsSecret(shape.items);
  if (shape.kind === "map") return holdsSecret(shape.values);
  if (shape.kind !== "object") return false;
  return Object.values(shape.fields).some((field) => field.secret === true || holdsSecret(field.shape));
}

/** The shape of a value that may have either shape. */
export function either(left: Shape, right: Shape): Shape {
  if (left.kind === "string" && right.kind === "string") {
    return left.literals && right.literals
      ? { kind: "string", literals: [...new Set([...left.literals, ...right.literals])] }
      : { kind: "string" };
  }
  if (left.kind === "list" && right.kind === "list") return eitherList(left, right);
  if (left.kind === "map" && right.kind === "map") return { kind: "map", values: either(left.values, right.values) };
  if (left.kind === "object" && right.kind === "object") return eitherObject(left.fields, right.fields);
  if (left.kind === right.kind) return left;
  const numbers = ["int", "double"];
  return numbers.includes(left.kind) && numbers.includes(right.kind) ? { kind: "double" } : dyn;
}

type List = Extract<Shape, { kind: "list" }>;

function eitherList(left: List, right: List): Shape {
  return {
    kind: "list",
    items: either(left.items, right.items),
    least: Math.min(left.least ?? 0, right.least ?? 0),
    most: Math.max(left.most ?? assumedMost, right.most ?? assumedMost),
  };
}

function eitherObject(left: Record<string, Field>, right: Record<string, Field>): Shape {
  const fields = emptyFields();
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const one = own(left, name);
    const other = own(right, name);
    const shape = one && other ? either(one.shape, other.shape) : (one ?? other)?.shape;
    if (!shape) continue;
    fields[name] = field(shape, {
      optional: !one || !other || one.optional === true || other.optional === true,
      secret: one?.secret === true || other?.secret === true,
    });
  }
  return { kind: "object", fields };
}

/** A field that carries only the marks that hold. */
export function field(shape: Shape, marks: { optional?: boolean; secret?: boolean } = {}): Field {
  return { shape, ...(marks.optional ? { optional: true } : {}), ...(marks.secret ? { secret: true } : {}) };
}

/** Fields without a prototype: a question may be called `constructor` or `__proto__`. */
export function emptyFields(): Record<string, Field> {
  return Object.create(null) as Record<string, Field>;
}

/** What an object itself holds under a name: never what it inherits. */
export function own<Value>(from: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}
