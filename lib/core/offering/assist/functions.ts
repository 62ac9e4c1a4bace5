import { callable, functions, macros, methods } from "#lib/core/expression/functions.ts";
import type { Shape } from "#lib/core/expression/shape.ts";
import type { Completion } from "./shape.ts";

/** What a function is good for, with how it is called. */
const says: Partial<Record<string, string>> = {
  has: "has(inputs.zone): whether something that may be absent is there.",
  size: "How many characters, entries or names it has.",
  string: "A number or a truth as a text.",
  int: "A text or a number as a whole number.",
  double: "A text or a number as a number.",
  bool: "“true” or “false” as a truth.",
  dyn: "The value, without its type being looked at.",
  timestamp: "A date and time written as 2027-01-31T10:00:00Z.",
  duration: "A length of time: 90s, 1h30m.",
  startsWith: 'text.startsWith("a"): whether it begins so.',
  endsWith: 'text.endsWith("a"): whether it ends so.',
  contains: 'text.contains("a"): whether it holds that.',
  matches: 'text.matches("^a+$"): whether a regular expression finds something.',
  lowerAscii: "In small letters.",
  upperAscii: "In capitals.",
  trim: "Without blanks at both ends.",
  indexOf: 'text.indexOf("a"): where it stands first, from 0; -1 where it does not.',
  lastIndexOf: 'text.lastIndexOf("a"): where it stands last.',
  substring: "text.substring(0, 3): a part of it, from a position up to another.",
  split: 'text.split(","): the parts between.',
  join: 'list.join(", "): its texts as one.',
  all: "list.all(item, condition): whether it holds for every item.",
  exists: "list.exists(item, condition): whether it holds for one item at least.",
  exists_one: "list.exists_one(item, condition): whether it holds for exactly one.",
  map: "list.map(item, value): a value for each item.",
  filter: "list.filter(item, condition): the items it holds for.",
  orValue: "place.?name.orValue(value): the value to take where it is absent.",
  hasValue: "Whether something that may be absent is there.",
};

export function functionInfo(name: string): string | undefined {
  return says[name];
}

/** Functions that are called by their name alone. */
export function plainFunctions(): Completion[] {
  return callable.map((name) => completion(name, `${name}(`));
}

/** Functions that a value of a shape has. */
export function methodsOf(shape: Shape, maybe: boolean): Completion[] {
  const kind = maybe ? "optional" : shape.kind;
  // Its members are what is wanted of it.
  if (kind === "object") return [];
  const own = Object.entries(methods).flatMap(([name, { on }]) => (on?.includes(kind) || kind === "dyn" ? [name] : []));
  const walking = kind === "list" || kind === "dyn" ? [...macros] : [];
  return [...(maybe ? ["orValue"] : []), ...own, ...walking].map((name) => completion(name, `${name}(`));
}

function completion(name: string, insert: string): Completion {
  const info = says[name];
  const bare = functions[name]?.takes.length === 0 || methods[name]?.takes.length === 0;
  return {
    label: name,
    kind: "function",
    insert: bare ? `${insert})` : insert,
    ...(info === undefined ? {} : { info }),
  };
}
