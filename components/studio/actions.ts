import type { Result } from "#lib/core/problem.ts";
import type { DraftView } from "#lib/views/studio/shape.ts";

/** What a page may have done; the answer says whether it was. */
type Verb<G, T = object> = (given: G) => Promise<Result<T>>;

/** A draft as its author saw it. */
interface Seen {
  id: string;
  version: number;
}

export type Saved = Pick<DraftView, "version" | "savedAt" | "savedBy" | "offering">;

export interface DraftActions {
  beginDraft: Verb<{ offering: string; proposal?: boolean } | { source: string; proposal?: boolean }, DraftView>;
  saveDraft: Verb<Seen & { source: string }, Saved>;
  discardDraft: Verb<{ id: string }>;
  publishDraft: Verb<Seen & { note: string; over?: number }, { name: string; revision: number }>;
  submitDraft: Verb<Seen & { note: string }>;
  declineDraft: Verb<{ id: string; reason: string }>;
  seenDraft: Verb<{ id: string }>;
}
