import { may, whoIs, type Actor } from "#lib/core/access.ts";

export type DraftState = "open" | "published" | "declined" | "discarded";

/** What of a draft says who may do what with it. */
export interface DraftFacts {
  owner: string;
  proposal: boolean;
  state: DraftState;
  /** Who began it: see `whoIs`. */
  who: string;
  /** Shown to its owners, when it is a proposal. */
  submitted: boolean;
}

export interface DraftRights {
  save: boolean;
  publish: boolean;
  decline: boolean;
  discard: boolean;
  submit: boolean;
  test: boolean;
}

/** A draft is its team's; a proposal is whose it is, and once they have shown it, its owners say what becomes of it. */
export function draftRights(actor: Actor, { owner, proposal, state, who, submitted }: DraftFacts): DraftRights {
  const open = state === "open";
  const writes = may(actor, { verb: "offering.write", owner }).allowed;
  const own = whoIs(actor) === who && may(actor, { verb: "offering.propose", owner }).allowed;
  return {
    save: open && (proposal ? own : writes),
    publish: open && writes && (!proposal || submitted),
    decline: open && writes && proposal && submitted,
    discard: open && (proposal ? own : writes),
    submit: open && proposal && own && !submitted,
    test: open && writes && (!proposal || submitted || own),
  };
}

/** May they see it? A proposal is its author's alone until they show it. */
export function seesDraft(actor: Actor, { owner, proposal, state, who, submitted }: DraftFacts): boolean {
  if (whoIs(actor) === who && may(actor, { verb: "draft.read", owner, begunBy: who }).allowed) return true;
  const shown = !proposal || submitted || state === "published" || state === "declined";
  return shown && may(actor, { verb: "draft.read", owner, begunBy: null }).allowed;
}
