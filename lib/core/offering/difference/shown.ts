import type { Json } from "#lib/core/json.ts";

/** A value inside a sentence, cut where it is long. */
export function shown(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39).toWellFormed()}…` : text;
}
