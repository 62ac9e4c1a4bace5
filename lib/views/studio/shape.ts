import type { AutomationLevel } from "#lib/core/offering/document.ts";
import type { DraftRights, DraftState } from "#lib/core/offering/draft.ts";
import type { AutomationStage, Named } from "../catalog/shape.ts";

/** A line of the studio's list: an offering, or one that is begun and was never published. */
export interface StudioOffering {
  name: string;
  title: string;
  owner: string;
  ownerTitle: string;
  category: string;
  /** What is published; null while nothing is. */
  revision: number | null;
  level: AutomationLevel | null;
  lifecycle: "experimental" | "production" | "deprecated";
  /** `hidden`: its file has gone. */
  state: "offered" | "retired" | "hidden" | "new";
  /** The owners' open draft, for those who may see it. */
  draft: { id: string; savedBy: string; savedAt: string } | null;
  /** Open proposals that wait for the owners, for those who may see them. */
  proposals: number;
  mayWrite: boolean;
}

export interface StudioList {
  items: StudioOffering[];
  /** What fits. */
  total: number;
}

/** Who has it on the screen, the asker among them. */
export interface Editor {
  person: string;
  name: string;
  seenAt: string;
}

/** A draft without its text. */
export interface DraftItem {
  id: string;
  offering: string;
  /** As its text has it, where that can be read. */
  title: string;
  owner: string;
  proposal: boolean;
  /** A proposal that its owners can see. */
  submitted: boolean;
  state: DraftState;
  /** The revision it was begun from; null for what is new. */
  basedOn: number | null;
  /** The revision that is published now. */
  current: number | null;
  /** Counts the saves; a save says which it has changed. */
  version: number;
  note: string | null;
  begunBy: { id: string; name: string };
  begunAt: string;
  savedBy: string;
  savedAt: string;
  editors: Editor[];
  may: DraftRights;
  endedBy: string | null;
  endedAt: string | null;
  /** Why it was declined. */
  reason: string | null;
  /** What it was published as. */
  revision: number | null;
}

export interface DraftView extends DraftItem {
  source: string;
}

/** What the editor's page shows; what a text is held against while it is written comes from `readContext`. */
export interface StudioPage {
  /** Null for what was never published. */
  offering: StudioOffering | null;
  published: { source: string; number: number } | null;
  /** What the asker edits: the owners' draft, or the asker's own proposal. */
  draft: DraftView | null;
  /** What waits for the owners, for those who may see it. */
  proposals: DraftItem[];
  /** The asker's last proposal, once it is answered and there is no newer one. */
  answered: DraftItem | null;
  mayWrite: boolean;
  mayPropose: boolean;
  /** How what is published came to be fulfilled as it is. */
  path: AutomationStage[];
  /** Where the asker may order, for the preview; `tests`: a draft may be ordered there as a test. */
  places: { projects: (Named & { team: string })[]; environments: (Named & { tests: boolean })[] };
}
