import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";

/** An order begun in this browser. Secrets are never in it. */
export interface Draft {
  /** The same in every tab that picked it up. */
  id: string;
  revision: number | null;
  project: string | null;
  environment: string | null;
  inputs: JsonObject;
  /** What the form held when it was opened, as text: a draft does not push aside an earlier order that is being copied. */
  begunFrom: string | null;
  /** The pages that were turned, by name: their ticks stay. */
  turned: readonly string[];
}

const prefix = "pao.draft.";

/** `crypto.randomUUID` is missing where PAO is reached over plain HTTP. */
export function newDraftId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Storage may be full, forbidden or from another time; a draft is a comfort, so none of that stops an order. */
export function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function readDraft(key: string): Draft | null {
  const text = storage()?.getItem(prefix + key) ?? null;
  return text === null ? null : parseDraft(text);
}

function parseDraft(text: string): Draft | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value) || !isJsonObject(value["inputs"])) return null;
    const { id, revision, project, environment, inputs, begunFrom, turned } = value;
    return {
      id: typeof id === "string" ? id : newDraftId(),
      revision: typeof revision === "number" ? revision : null,
      project: typeof project === "string" ? project : null,
      environment: typeof environment === "string" ? environment : null,
      inputs,
      begunFrom: typeof begunFrom === "string" ? begunFrom : null,
      turned: Array.isArray(turned) ? turned.filter((slug) => typeof slug === "string") : [],
    };
  } catch {
    return null;
  }
}

export function saveDraft(key: string, draft: Draft): void {
  try {
    storage()?.setItem(prefix + key, JSON.stringify(draft));
  } catch {
    clearDraft(key);
  }
}

export function clearDraft(key: string): void {
  storage()?.removeItem(prefix + key);
}
