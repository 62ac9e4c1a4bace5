import type { Json } from "#lib/core/json.ts";
import { isJsonObject } from "#lib/core/json.ts";

/** Where APIs usually say in words what is wrong. Source: RFC 9457 (`detail`, `title`), OAuth (`error_description`), and habit. */
const members = ["message", "detail", "error_description", "error", "title", "reason"];

/**
 * The sentence in which the outside says what is wrong, when its answer is JSON and holds one; else null.
 * Looks one level deep into `error`.
 */
export function answerWords(body: Json | undefined): string | null {
  if (!isJsonObject(body)) return null;
  for (const name of members) {
    const said = body[name];
    if (typeof said === "string" && said.trim() !== "" && said.length <= 500) return said.trim();
    const inner = name === "error" ? answerWords(said) : null;
    if (inner !== null) return inner;
  }
  return null;
}
