import { pointer } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";

/** Far above any real order, far below what would stall the portal. */
export const bounds = { depth: 32, values: 20_000 } as const;

interface Place {
  value: unknown;
  path: string;
  depth: number;
}

/**
 * Why this is not JSON that can be stored and shown: PostgreSQL refuses NUL in text and lone surrogates in JSON, and both
 * would surface far from the one who sent them. Walks without recursion, so that deep nesting is found and not suffered.
 */
export function notPlain(raw: unknown): Issue | null {
  const open: Place[] = [{ value: raw, path: "", depth: 0 }];
  let values = 0;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    values += 1;
    const message =
      values > bounds.values ? `These are more than ${bounds.values} values, which is the most.` : wrong(place);
    if (message !== null) return { severity: "error", message, path: place.path };
    if (typeof place.value !== "object" || place.value === null) continue;
    for (const [key, value] of Object.entries(place.value)) {
      const path = place.path + pointer(key);
      const inKey = unstorable(key);
      if (inKey) return { severity: "error", message: inKey, path };
      if (value !== undefined) open.push({ value, path, depth: place.depth + 1 });
    }
  }
  return null;
}

function wrong({ value, depth }: Place): string | null {
  if (depth > bounds.depth) return `Values may be nested ${bounds.depth} deep at most.`;
  switch (typeof value) {
    case "string":
      return unstorable(value);
    case "number":
      return Number.isFinite(value) ? null : "This number is too large to be kept.";
    case "boolean":
    case "object":
    case "undefined":
      return null;
    default:
      return "This is not a JSON value.";
  }
}

/** Why a text cannot be stored; null when it can. */
export function unstorable(text: string): string | null {
  if (text.includes("\u0000")) return "A text may not hold the character NUL (U+0000).";
  return text.isWellFormed() ? null : "A text may not hold half of a surrogate pair.";
}
