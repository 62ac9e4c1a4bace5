import type { Json } from "#lib/core/json.ts";

export const kinds = ["text", "number", "yes or no", "JSON"] as const;
export type VarKind = (typeof kinds)[number];

/** How a value is asked for and spoken of. */
export function kindOf(value: Json): VarKind {
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "yes or no" : "JSON";
}

/** A value as somebody would type it. */
export function typedOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, typeof value === "object" ? 2 : 0);
}

export type Read = { ok: true; value: Json } | { ok: false; message: string };

/** What was typed, as a value of this kind. */
export function readValue(kind: VarKind, typed: string): Read {
  if (kind === "text") return { ok: true, value: typed };
  if (kind === "yes or no") return { ok: true, value: typed === "true" };
  if (kind === "number") return readNumber(typed.trim());
  try {
    return { ok: true, value: JSON.parse(typed) as Json };
  } catch {
    return { ok: false, message: 'This is no JSON: a list is ["a", "b"], an object {"size": 3}.' };
  }
}

function readNumber(typed: string): Read {
  const value = Number(typed);
  if (typed === "" || !Number.isFinite(value)) return { ok: false, message: "This is no number." };
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    return { ok: false, message: "This number is too large to be kept exactly." };
  return { ok: true, value };
}
