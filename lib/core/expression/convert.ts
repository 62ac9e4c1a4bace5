import { Optional } from "@marcbachmann/cel-js";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import { assumedMost, own } from "./shape.ts";
import type { Field, Scope, Shape } from "./shape.ts";
import type { Needed } from "./reads.ts";

/** A value that can't enter or leave an expression, in plain words. */
export class ConversionError extends Error {}

/** Maps hold what JSON holds and inherit nothing; objects without a prototype would take twice as long to make. */
type CelObject = Map<string, unknown>;

/** The part of the context that an expression reads, as CEL values. */
export function contextFor(
  context: Readonly<Record<string, Json>>,
  needed: Needed,
  scope: Scope | undefined,
  walks: boolean,
): Record<string, unknown> {
  const roots: Record<string, unknown> = {};
  for (const [name, below] of needed.below) {
    const root = scope && own(scope, name);
    const given = own(context, name);
    const held = given === undefined && root?.shape.kind === "object" && !root.optional ? {} : given;
    if (held !== undefined) roots[name] = enter(held, below, root?.shape, walks);
  }
  return roots;
}

function enter(value: Json, needed: Needed | undefined, shape: Shape | undefined, walks: boolean): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return enterText(value, walks);
  if (typeof value === "number") return enterNumber(value, shape);
  if (Array.isArray(value)) return enterList(value, shape, walks);
  const entered: CelObject = new Map();
  for (const name of needed && !needed.whole ? needed.below.keys() : namesOf(value, shape)) {
    const known = shapeBelow(shape, name);
    const given = own(value, name);
    const held = given === undefined && known && filled(known) ? {} : given;
    if (held !== undefined)
      entered.set(name, enter(held, needed?.whole ? undefined : needed?.below.get(name), known?.shape, walks));
  }
  return entered;
}

/** Objects that the scope promises are there even when empty: `steps.create.outputs` of a step that was skipped. */
function filled(known: Field): boolean {
  return known.shape.kind === "object" && known.optional !== true;
}

function namesOf(value: Record<string, Json>, shape: Shape | undefined): string[] {
  const names = Object.keys(value);
  if (shape?.kind !== "object") return names;
  for (const name of Object.keys(shape.fields)) {
    const known = shape.fields[name];
    if (known && filled(known) && !Object.hasOwn(value, name)) names.push(name);
  }
  return names;
}

function shapeBelow(shape: Shape | undefined, name: string): Field | undefined {
  if (shape?.kind === "map") return { shape: shape.values };
  return shape?.kind === "object" ? own(shape.fields, name) : undefined;
}

/** What walks a list may repeat a text for each item: a long one would become a vast one. */
const longestRepeated = 10_000;

function enterText(value: string, walks: boolean): string {
  if (!walks || value.length <= longestRepeated) return value;
  throw new ConversionError(
    `it walks a list beside a text of ${value.length} characters, and ${longestRepeated} are the most`,
  );
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
  const entries =
    value instanceof Map
      ? value.entries()
      : isJsonObject(value) && plainObject(value)
        ? Object.entries(value)
        : undefined;
  if (!entries) throw new ConversionError("its value is of a kind that JSON does not have");
  const left: { [name: string]: Json } = {};
  for (const [name, held] of entries) setOwn(left, String(name), out(held, room));
  return left;
}

/** Assigning `__proto__` would change what the object inherits. */
function setOwn(object: { [name: string]: Json }, name: string, value: Json): void {
  if (name !== "__proto__") object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function plainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
