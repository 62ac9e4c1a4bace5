import fc from "fast-check";
import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { hostileJson, hostileName } from "./hostile.ts";

/** Texts that may stand in a member of this name. */
export type Known = (name: string) => fc.Arbitrary<string>;

/** What fits a JSON schema about as often as not; texts come from `known`, so that what they name is there. */
export function shapedBy(schema: unknown, known: Known, called = ""): fc.Arbitrary<unknown> {
  if (!isJsonObject(schema)) return hostileJson;
  const { enum: choices, const: only, anyOf, oneOf, type, items } = schema;
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(choices)) return fc.constantFrom<unknown>(...choices);
  const ways = Array.isArray(anyOf) ? anyOf : oneOf;
  if (Array.isArray(ways)) return fc.oneof(...ways.map((way) => shapedBy(way, known, called)));
  switch (type) {
    case "object":
      return shapedObject(schema, known);
    case "array":
      return fc.array(shapedBy(items, known, called), { maxLength: 3 });
    case "integer":
    case "number":
      return fc.integer({ min: 0, max: 5 });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return known(called);
    default:
      return fc.jsonValue();
  }
}

function shapedObject({ properties, required }: JsonObject, known: Known): fc.Arbitrary<unknown> {
  if (!isJsonObject(properties)) return fc.dictionary(known(""), fc.jsonValue(), { maxKeys: 3 });
  const of = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, shapedBy(one, known, name)]));
  const needed = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  return fc.record(of, { requiredKeys: needed });
}

/** The same with some of it replaced, taken out or added to by what nobody expects. */
export function mutated(shaped: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({
    how: fc.constantFrom("replace", "drop", "add", "wrap"),
    at: fc.nat({ max: 50 }),
    name: hostileName,
    value: hostileJson,
  });
  return fc
    .tuple(shaped, fc.array(change, { maxLength: 3 }))
    .map(([value, changes]) => changes.reduce((now, one) => changed(now, one), value));
}

interface Change {
  how: string;
  at: number;
  name: string;
  value: unknown;
}

function changed(value: unknown, change: Change): unknown {
  if (change.how === "wrap") return [value];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return change.value;
  const entries = Object.entries(value);
  if (change.how === "add" || entries.length === 0)
    return Object.fromEntries([...entries, [change.name, change.value]]);
  const at = change.at % entries.length;
  const others = entries.filter((_, index) => index !== at);
  const [name = ""] = entries[at] ?? [];
  return Object.fromEntries(change.how === "drop" ? others : [...others, [name, change.value]]);
}
