import { at, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

type Shape = "one" | "list" | "map";
/** Keywords whose schemas speak about the same value as the schema they stand in. */
const inPlace: Record<string, Shape> = {
  allOf: "list",
  anyOf: "list",
  oneOf: "list",
  then: "one",
  else: "one",
  dependentSchemas: "map",
};
/** Keywords whose schemas speak about a member or an entry. What only tests (`if`, `not`, `contains`) is left as it is. */
const inside: Record<string, Shape> = {
  properties: "map",
  patternProperties: "map",
  additionalProperties: "one",
  unevaluatedProperties: "one",
  prefixItems: "list",
  items: "one",
  unevaluatedItems: "one",
};

/**
 * `unevaluatedProperties: false` on every object that does not declare its own, so that what a condition hides is seen.
 * It goes on the outermost schema of an object: on a branch, or on a shared definition, it would refuse what the others ask.
 */
export function close(schema: JsonObject): JsonObject {
  return closePart(schema, { root: schema, outermost: true, shared: new Set() });
}

interface Place {
  root: JsonObject;
  outermost: boolean;
  /** Members that several branches describe stay open in each: none of them sees what the others ask. */
  shared: ReadonlySet<string>;
}

function closePart(schema: JsonObject, place: Place): JsonObject {
  const shared = new Set([...place.shared, ...sharedNames(schema, place.root)]);
  const entries = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    const branch = inPlace[keyword] ?? (keyword === "$defs" ? "map" : undefined);
    if (branch)
      return [keyword, each(value, branch, (part) => closePart(part, { ...place, outermost: false, shared }))];
    const member = inside[keyword];
    if (!member) return [keyword, value];
    return [
      keyword,
      each(value, member, (part, name) =>
        closePart(part, { ...place, outermost: !shared.has(name), shared: new Set() }),
      ),
    ];
  });
  if (place.outermost && describesObject(schema, place.root) && !declaresOwn(schema))
    entries.push(["unevaluatedProperties", false]);
  return Object.fromEntries(entries);
}

/** Names of members that more than one schema of this object describes as objects. */
function sharedNames(schema: JsonObject, root: JsonObject): string[] {
  const counts = new Map<string, number>();
  for (const part of together(schema, root)) {
    const members = part["properties"];
    for (const [name, member] of isJsonObject(members) ? Object.entries(members) : []) {
      if (isJsonObject(member) && describesObject(member, root)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, times]) => times > 1).map(([name]) => name);
}

function describesObject(schema: JsonObject, root: JsonObject): boolean {
  return together(schema, root).some((part) => {
    const type = part["type"];
    return type === "object" || (Array.isArray(type) && type.includes("object")) || isJsonObject(part["properties"]);
  });
}

/** The schema, its branches and what its references name: all that speaks about the same value. */
function together(schema: JsonObject, root: JsonObject): JsonObject[] {
  const found = new Set<JsonObject>();
  const add = (part: JsonObject): void => {
    if (found.has(part)) return;
    found.add(part);
    const reference = part["$ref"];
    const target =
      typeof reference === "string" && reference.startsWith("#")
        ? at(root, decodeURIComponent(reference.slice(1)))
        : undefined;
    if (isJsonObject(target)) add(target);
    for (const [keyword, shape] of Object.entries(inPlace))
      each(part[keyword] ?? null, shape, (branch) => (add(branch), branch));
  };
  add(schema);
  return [...found];
}

function declaresOwn(schema: JsonObject): boolean {
  return Object.hasOwn(schema, "additionalProperties") || Object.hasOwn(schema, "unevaluatedProperties");
}

function each(value: Json, shape: Shape, change: (part: JsonObject, name: string) => JsonObject): Json {
  const one = (part: Json, name: string) => (isJsonObject(part) ? change(part, name) : part);
  if (shape === "one") return one(value, "");
  if (shape === "list") return Array.isArray(value) ? value.map((part) => one(part, "")) : value;
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, one(part, name)]));
}
