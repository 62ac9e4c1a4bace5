import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Result } from "#lib/core/problem.ts";
import type { DraftView, Editor } from "#lib/views/studio/shape.ts";
import type { TrialActions } from "./try/trial.ts";

/** What a page may have done; the answer says whether it was. */
type Verb<G, T = object> = (given: G) => Promise<Result<T>>;

/** A draft as its author saw it. */
interface Seen {
  id: string;
  version: number;
}

export type Begun = Pick<DraftView, "id" | "offering" | "proposal" | "version">;
export type Saved = Pick<DraftView, "offering" | "version" | "savedAt">;
/** What has become of a draft that is on the screen, and who else has it there. */
export type Presence = Pick<DraftView, "state" | "version" | "savedBy" | "savedAt" | "current"> & { editors: Editor[] };

export interface DraftActions {
  beginDraft: Verb<{ offering?: string; source?: string; proposal?: boolean }, Begun>;
  saveDraft: Verb<Seen & { source: string }, Saved>;
  discardDraft: Verb<{ id: string }>;
  publishDraft: Verb<Seen & { note: string; over?: number; breaking?: boolean }, { revision: number }>;
  submitDraft: Verb<Seen & { note: string }>;
  declineDraft: Verb<{ id: string; reason: string }>;
  seeDraft: Verb<{ id: string }, Presence>;
}

export interface StudioActions extends DraftActions, TrialActions {
  /** What a document is held against while it is written. */
  readContext: Verb<{ children?: string[] }, CheckContext>;
}
