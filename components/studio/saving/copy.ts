import { isJsonObject } from "#lib/core/json.ts";
import { storage } from "#components/form/draft.ts";
import type { Copy } from "./autosave.ts";

const keyOf = (owner: string) => `pao.studio.${owner}`;

/** What this browser keeps of a text that is not saved. `owner` says whose it is and of which draft. */
export function readCopy(owner: string): Copy | null {
  const text = storage()?.getItem(keyOf(owner)) ?? null;
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return null;
    const { source, version } = value;
    return typeof source === "string" && typeof version === "number" ? { source, version } : null;
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden; then the page warns before it is left, as it does anyway. */
export function keepCopy(owner: string, copy: Copy | null): void {
  try {
    if (copy === null) storage()?.removeItem(keyOf(owner));
    else storage()?.setItem(keyOf(owner), JSON.stringify(copy));
  } catch {
    storage()?.removeItem(keyOf(owner));
  }
}
