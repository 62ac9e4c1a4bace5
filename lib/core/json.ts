/** Plain JSON, as it is stored, hashed and sent. Source: RFC 8259. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object whose values are JSON. */
export type JsonObject = { [key: string]: Json };

/** A JSON Schema (2020-12) as an author writes it. `false` and `true` are schemas too. */
export type JsonSchema = JsonObject | boolean;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * JSON text whose object keys are sorted, so that equal values give equal text: the form that is hashed.
 * Source: the key order of RFC 8785, without its number rules (our numbers are safe integers or short decimals).
 */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** Reads a JSON pointer (RFC 6901); undefined when nothing is there. */
export function at(value: Json, pointer: string): Json | undefined {
  if (pointer === "") return value;
  let here: Json | undefined = value;
  for (const key of partsOf(pointer)) {
    if (Array.isArray(here)) here = /^(0|[1-9]\d*)$/.test(key) ? here[Number(key)] : undefined;
    else if (isJsonObject(here)) here = Object.hasOwn(here, key) ? here[key] : undefined;
    else return undefined;
  }
  return here;
}

/** The names and positions that a JSON pointer leads through. */
export function partsOf(pointer: string): string[] {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A JSON pointer from its parts. */
export function pointer(...parts: (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
