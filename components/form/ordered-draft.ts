import { useSyncExternalStore } from "react";
import { isJsonObject } from "#lib/core/json.ts";
import { storage } from "./draft.ts";

/**
 * A draft that is open in two tabs is one order: what it was ordered as is written down, so that the other tab says so
 * instead of ordering it again.
 */
const prefix = "pao.ordered.";

export function rememberOrdered(key: string, id: string, number: string): void {
  try {
    storage()?.setItem(prefix + key, JSON.stringify({ id, number }));
  } catch {
    // A full storage keeps no drafts either, so there is nothing that another tab could order again.
  }
}

/** The number of the request that this draft became; null while it is one to order. */
export function orderedAs(key: string | undefined, id: string): string | null {
  if (key === undefined) return null;
  try {
    const value: unknown = JSON.parse(storage()?.getItem(prefix + key) ?? "null");
    return isJsonObject(value) && value["id"] === id && typeof value["number"] === "string" ? value["number"] : null;
  } catch {
    return null;
  }
}

function listen(changed: () => void): () => void {
  window.addEventListener("storage", changed);
  return () => window.removeEventListener("storage", changed);
}

/** The same, told at once when another tab orders it. */
export function useOrderedAs(key: string | undefined, id: string): string | null {
  return useSyncExternalStore(
    listen,
    () => orderedAs(key, id),
    () => null,
  );
}
