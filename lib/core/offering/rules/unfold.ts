import { own } from "#lib/core/expression/shape.ts";
import { resolve } from "#lib/core/expression/shape-of-schema.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { keywords } from "./keywords.ts";

/** More schemas than any form has; `$ref`s that fan out reach it in a few lines, and every keystroke would pay for it. */
const largest = 5_000;

/** How many schemas a form unfolds to when every `$ref` is followed; or that it never ends, or goes beyond what is sensible. */
export function unfolds(root: JsonObject): number | "circle" | "vast" {
  const sizes = new Map<Json, number>();
  const open = new Set<Json>();
  let circle = false;
  const sizeOf = (schema: Json): number => {
    if (!isJsonObject(schema)) return 1;
    const known = sizes.get(schema);
    if (known !== undefined) return known;
    if (open.has(schema)) {
      circle = true;
      return largest;
    }
    open.add(schema);
    const size = below(schema, root).reduce<number>((sum, one) => Math.min(sum + sizeOf(one), largest + 1), 1);
    open.delete(schema);
    sizes.set(schema, size);
    return size;
  };
  const size = sizeOf(root);
  if (circle) return "circle";
  return size > largest ? "vast" : size;
}

function below(schema: JsonObject, root: JsonObject): Json[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    // What is only defined is counted where it is referred to.
    if (keyword === "$defs") return [];
    switch (own(keywords, keyword)) {
      case "schema":
        return [value];
      case "schemas":
        return Array.isArray(value) ? value : [];
      case "map":
        return isJsonObject(value) ? Object.values(value) : [];
      case "reference": {
        const target = typeof value === "string" ? resolve(value, root) : undefined;
        return target === undefined ? [] : [target];
      }
      default:
        return [];
    }
  });
}
