import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

export interface Without {
  schema: JsonObject;
  /** Names that are asked nowhere. */
  unknown: string[];
  /** Names whose answers a condition looks at. */
  decisive: string[];
}

/** A schema that no longer asks some questions of its object, in whichever branch they are asked. */
export function without(schema: JsonObject, names: readonly string[]): Without {
  if (names.length === 0) return { schema, unknown: [], decisive: [] };
  const asked = new Set<string>();
  const looked = new Set<string>();
  const made = prune(schema, new Set(names), asked, looked);
  return {
    schema: isJsonObject(made) ? made : schema,
    unknown: names.filter((name) => !asked.has(name)),
    decisive: names.filter((name) => looked.has(name)),
  };
}

function prune(schema: Json, names: ReadonlySet<string>, asked: Set<string>, looked: Set<string>): Json {
  if (Array.isArray(schema)) return schema.map((one) => prune(one, names, asked, looked));
  if (!isJsonObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, Json] => {
      switch (keyword) {
        case "properties":
          return [keyword, isJsonObject(value) ? members(value, names, asked) : value];
        case "required":
          return [keyword, Array.isArray(value) ? value.filter((name) => !has(names, name)) : value];
        case "allOf":
        case "anyOf":
        case "oneOf":
        case "then":
        case "else":
          return [keyword, prune(value, names, asked, looked)];
        case "if":
        case "not":
          for (const name of namesLookedAt(value)) if (names.has(name)) looked.add(name);
          return [keyword, value];
        default:
          return [keyword, value];
      }
    }),
  );
}

const has = (names: ReadonlySet<string>, name: Json) => typeof name === "string" && names.has(name);

function members(properties: JsonObject, names: ReadonlySet<string>, asked: Set<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => {
      if (!names.has(name)) return true;
      asked.add(name);
      return false;
    }),
  );
}

function namesLookedAt(test: Json): string[] {
  if (Array.isArray(test)) return test.flatMap(namesLookedAt);
  if (!isJsonObject(test)) return [];
  const { properties, required, ...rest } = test;
  return [
    ...(isJsonObject(properties) ? Object.keys(properties) : []),
    ...(Array.isArray(required) ? required.filter((name) => typeof name === "string") : []),
    ...["allOf", "anyOf", "oneOf", "not"].flatMap((keyword) => namesLookedAt(rest[keyword] ?? null)),
  ];
}
