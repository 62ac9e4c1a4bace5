import type { Difference } from "#lib/core/offering/difference/difference.ts";
import type { Hunk } from "#lib/core/offering/difference/lines.ts";
import type { AutomationLevel } from "#lib/core/offering/document.ts";
import type { Fault, Replay } from "#lib/core/offering/replay.ts";

/** What past orders would come to if they were made again with a document. */
export interface ReplayView extends Pick<Replay, "over" | "valid" | "asks" | "fails"> {
  /** False where only those count that the asker may see: they do not see those of all teams. */
  everyones: boolean;
  /** How many orders there were; the newest of them are held against the document. */
  orders: number;
  /** How many of those that are not valid were not with this revision either; null where there is none to hold them against. */
  already: { revision: number; count: number } | null;
  /** Those that hinder most first; `examples` are some of their requests. */
  questions: (Fault & { count: number; examples: string[] })[];
  /** Requests that are not over yet stay on the revision they were ordered with. */
  running: { revision: number; count: number }[];
}

/** One of two documents: a revision, or a draft that the asker may see. */
export interface Side {
  /** How the address names it: a number, or the id of a draft. */
  key: string;
  revision: number | null;
  proposal: boolean;
  /** Published, or last saved. */
  at: string;
  by: string;
  note: string | null;
  /** Null while its text is no whole document. */
  level: AutomationLevel | null;
}

export interface CompareView {
  name: string;
  title: string;
  from: Side;
  to: Side;
  /** The text, where it differs. */
  hunks: Hunk[];
  /** In words; null while one of the two is no whole document. */
  changes: Difference[] | null;
  /** Null while `to` is no whole document, and for whom the offering is not theirs. */
  replay: ReplayView | null;
  /** What can be compared: drafts and proposals first, then revisions, the newest first. */
  choices: { key: string; label: string }[];
}
