import { isJsonObject } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";

/** What stands at a place of a value; undefined when nothing does. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let here = value;
  for (const part of path) {
    if (Array.isArray(here)) here = typeof part === "number" ? here[part] : undefined;
    else if (isJsonObject(here)) here = Object.hasOwn(here, part) ? here[String(part)] : undefined;
    else return undefined;
  }
  return here;
}

/** A value with another one at a place; objects and lists on the way that are missing are made. */
export function withValue(value: Json | undefined, [part, ...rest]: Path, put: Json): Json {
  if (part === undefined) return put;
  if (typeof part === "number") {
    const items = Array.isArray(value) ? value : [];
    const at = Math.min(part, items.length);
    return [...items.slice(0, at), withValue(items[at], rest, put), ...items.slice(at + 1)];
  }
  const held = isJsonObject(value) ? value : {};
  const inner = Object.hasOwn(held, part) ? held[part] : undefined;
  return Object.fromEntries([...Object.entries(held), [part, withValue(inner, rest, put)]]);
}

/** A value without what stands at a place. */
export function withoutValue(value: Json, [part, ...rest]: Path): Json {
  if (part === undefined) return value;
  if (Array.isArray(value) && typeof part === "number")
    return rest.length === 0
      ? value.filter((_, at) => at !== part)
      : value.map((held, at) => (at === part ? withoutValue(held, rest) : held));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, held]) => {
      if (key !== part) return [[key, held]];
      return rest.length === 0 ? [] : [[key, withoutValue(held, rest)]];
    }),
  );
}
