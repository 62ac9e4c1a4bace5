import { dyn } from "./shape.ts";
import type { Shape } from "./shape.ts";

type Kind = Shape["kind"] | "optional";

/** A function as an author may call it: `on` is what stands before the dot. Source: cel-js 8, lib/functions.js. */
export interface Signature {
  on?: readonly Kind[];
  /** The kinds each argument may have; those behind `least` may be left out. */
  takes: readonly (readonly Kind[])[];
  least?: number;
  gives: Shape;
}

const text: readonly Kind[] = ["string"];
const whole: readonly Kind[] = ["int"];
const number: readonly Kind[] = ["int", "double"];
const sized: readonly Kind[] = ["string", "list", "map", "object"];
const string: Shape = { kind: "string" };
const bool: Shape = { kind: "bool" };
const int: Shape = { kind: "int" };

/** Functions called by name: `size(inputs.rules)`. */
export const functions: Readonly<Record<string, Signature>> = {
  size: { takes: [sized], gives: int },
  string: { takes: [["string", "bool", "int", "double"]], gives: string },
  int: { takes: [["string", "int", "double"]], gives: int },
  double: { takes: [["string", "int", "double"]], gives: { kind: "double" } },
  bool: { takes: [["string", "bool"]], gives: bool },
  dyn: { takes: [[]], gives: dyn },
  timestamp: { takes: [["string", "int"]], gives: { kind: "timestamp" } },
  duration: { takes: [text], gives: dyn },
};

const ofTime = Object.fromEntries(
  ["getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getHours", "getMinutes", "getSeconds"].map(
    (name) => [name, { on: ["timestamp"], takes: [text], least: 0, gives: int } satisfies Signature],
  ),
);

/** Functions called on a value: `inputs.name.startsWith("a")`. */
export const methods: Readonly<Record<string, Signature>> = {
  size: { on: sized, takes: [], gives: int },
  startsWith: { on: text, takes: [text], gives: bool },
  endsWith: { on: text, takes: [text], gives: bool },
  contains: { on: text, takes: [text], gives: bool },
  matches: { on: text, takes: [text], gives: bool },
  lowerAscii: { on: text, takes: [], gives: string },
  upperAscii: { on: text, takes: [], gives: string },
  trim: { on: text, takes: [], gives: string },
  indexOf: { on: text, takes: [text, whole], least: 1, gives: int },
  lastIndexOf: { on: text, takes: [text, whole], least: 1, gives: int },
  substring: { on: text, takes: [number, number], least: 1, gives: string },
  split: { on: text, takes: [text, whole], least: 1, gives: { kind: "list", items: string, least: 1 } },
  join: { on: ["list"], takes: [text], least: 0, gives: string },
  ...ofTime,
  hasValue: { on: ["optional"], takes: [], gives: bool },
};

/** What walks a list with a name for each item. `map` has a form with a filter between name and result. */
export const macros: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter"]);

/** Every word that may be called, for the nearest right name. */
export const callable: readonly string[] = [...Object.keys(functions), "has"];
export const callableOn: readonly string[] = [...Object.keys(methods), ...macros, "orValue", "or"];
