import { Optional } from "@marcbachmann/cel-js";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import { assumedMost, own } from "./shape.ts";
import type { Scope, Shape } from "./shape.ts";
import type { Needed } from "./reads.ts";

/** A value that can't enter or leave an expression, in plain words. */
export class ConversionError extends Error {}

type CelObject = Record<string, unknown>;

/** Objects without a prototype, so that nothing is read that JSON does not hold. */
function emptyObject(): CelObject {
  return Object.create(null) as CelObject;
}

/** The part of the context that an expression reads, as CEL values. */
export function contextFor(
  context: Readonly<Record<string, Json>>,
  needed: Needed,
  scope: Scope | undefined,
  walks: boolean,
): CelObject {
  const roots = emptyObject();
  for (const [name, below] of needed.below) {
    const root = scope && own(scope, name);
    const given = own(context, name);
    const held = given === undefined && root?.shape.kind === "object" && !root.optional ? {} : given;
    if (held !== undefined) roots[name] = enter(held, below, root?.shape, walks);
  }
  return roots;
}

function enter(value: Json, needed: Needed | undefined, shape: Shape | undefined, walks: boolean): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return enterNumber(value, shape);
  if (Array.isArray(value)) return enterList(value, shape, walks);
  const entered = emptyObject();
  for (const name of needed && !needed.whole ? needed.below.keys() : namesOf(value, shape)) {
    const known = shapeBelow(shape, name);
    const given = own(value, name);
    const held = given === undefined && known?.fill ? {} : given;
    if (held !== undefined)
      entered[name] = enter(held, needed?.whole ? undefined : needed?.below.get(name), known?.shape, walks);
  }
  return entered;
}

/** Objects that the scope promises are there even when empty: `steps.create.outputs` of a step that was skipped. */
function namesOf(value: Record<string, Json>, shape: Shape | undefined): Iterable<string> {
  const names = new Set(Object.keys(value));
  if (shape?.kind !== "object") return names;
  for (const [name, { shape: below, optional }] of Object.entries(shape.fields))
    if (below.kind === "object" && !optional) names.add(name);
  return names;
}

function shapeBelow(shape: Shape | undefined, name: string): { shape: Shape; fill: boolean } | undefined {
  if (shape?.kind === "map") return { shape: shape.values, fill: false };
  const known = shape?.kind === "object" ? own(shape.fields, name) : undefined;
  return known && { shape: known.shape, fill: known.shape.kind === "object" && !known.optional };
}

/** JSON has one kind of number; the schema says which are CEL's ints, and where it is silent, whole ones are. */
function enterNumber(value: number, shape: Shape | undefined): unknown {
  if (shape?.kind === "double" || !Number.isInteger(value)) return value;
  if (!Number.isSafeInteger(value)) throw new ConversionError(`${value} is too large to compute with exactly`);
  return BigInt(value);
}

function enterList(value: readonly Json[], shape: Shape | undefined, walks: boolean): unknown[] {
  const list = shape?.kind === "list" ? shape : undefined;
  const most = Math.max(list?.most ?? assumedMost, assumedMost);
  if (walks && value.length > most)
    throw new ConversionError(`it walks a list of ${value.length} items, and ${most} are the most`);
  return value.map((item) => enter(item, undefined, list?.items, walks));
}

/** How much a value may hold when it leaves: nobody's ticket or payload is larger. */
const largest = 1_000_000;

/** A CEL value as JSON. */
export function leave(value: unknown): Json {
  return out(value, { left: largest });
}

function out(value: unknown, room: { left: number }): Json {
  room.left -= typeof value === "string" ? value.length + 1 : 1;
  if (room.left < 0) throw new ConversionError("its value is too large");
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "bigint":
      if (Number.isSafeInteger(Number(value))) return Number(value);
      throw new ConversionError(`${value} is too large for a number in JSON`);
    case "number":
      if (Number.isFinite(value)) return value;
      throw new ConversionError("its value is no finite number; it may divide by zero");
    default:
      return value === null ? null : outObject(value, room);
  }
}

function outObject(value: unknown, room: { left: number }): Json {
  if (Array.isArray(value)) return value.map((item) => out(item, room));
  if (value instanceof Optional) {
    if (value.hasValue()) return out(value.value(), room);
    throw new ConversionError("its value is absent; end it with .orValue(…)");
  }
  if (value instanceof Date) return value.toISOString();
  if (!isJsonObject(value) || !plainObject(value))
    throw new ConversionError("its value is of a kind that JSON does not have");
  const members = Object.entries(value).map(([name, held]): [string, Json] => [name, out(held, room)]);
  return Object.fromEntries(members);
}

function plainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
