import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";

/** The text at a member of a payload as it is shown; a hole's ‹…› is one too. */
export function shownText(value: Json | undefined, otherwise = ""): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : otherwise;
}

/** The texts of a list, or the one text that stands for it. */
export function shownTexts(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map((item) => shownText(item)).filter((item) => item !== "");
  const text = shownText(value);
  return text === "" ? [] : [text];
}

export function member(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

export const pretty = (value: Json) => JSON.stringify(value, null, 2);

/** A long text cut for a sentence. */
export function brief(text: string, most = 80): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .trimEnd()
        .toWellFormed()}…`;
}
