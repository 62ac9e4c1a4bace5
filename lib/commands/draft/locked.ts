import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { factsOf, lockDraft, type DraftRow } from "#db/draft.ts";
import { may, type Actor } from "#lib/core/access.ts";
import { draftRights, seesDraft, type DraftRights } from "#lib/core/offering/draft.ts";
import { largestDocument } from "#lib/core/offering/parse.ts";
import { Problem } from "#lib/core/problem.ts";
import { Denied } from "../denied.ts";

export const draftId = z.uuid("This is the id of no draft.");
/** The save that the caller has seen. */
export const draftVersion = z.int().positive();
/** Any text: what is wrong with it is told, and kept while it is written. */
export const documentText = z
  .string({ error: "Give the text of a document." })
  .max(largestDocument, `A document has ${largestDocument} characters at most.`);

const utc = (moment: Date) => `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** An open draft that the actor may do this with; nobody else changes it before this transaction is over. */
export async function draftToChange(
  tx: Transaction,
  actor: Actor,
  id: string,
  right: keyof DraftRights,
): Promise<DraftRow> {
  const draft = await lockDraft(tx, id);
  if (!draft || !seesDraft(actor, factsOf(draft))) throw new Problem("not_found", "There is no such draft.");
  if (draftRights(actor, factsOf(draft))[right]) return draft;
  const reason = whyNot(actor, draft, right);
  if (reason !== null) throw new Denied("forbidden", reason);
  throw ended(draft, right);
}

/** Null when they might, had it not ended or been shown. */
function whyNot(actor: Actor, draft: DraftRow, right: keyof DraftRights): string | null {
  const whenOpen = { ...factsOf(draft), state: "open" } as const;
  const anyway = [true, false].some((submitted) => draftRights(actor, { ...whenOpen, submitted })[right]);
  if (anyway) return null;
  const writes = may(actor, { verb: "offering.write", owner: draft.owner });
  if (!writes.allowed && (right === "publish" || right === "decline" || right === "test" || !draft.proposal))
    return writes.reason;
  if (draft.proposal) return `This is a proposal of ${draft.begunBy.name}: only they change it.`;
  return "This is no proposal: its team publishes or discards it.";
}

function ended({ state, proposal, endedBy, endedAt, revision }: DraftRow, right: keyof DraftRights): Problem {
  if (state === "open" && right === "submit") return new Problem("conflict", "This proposal was made already.");
  if (state === "open")
    return new Problem("conflict", "This proposal is not finished: whoever began it says when it is.");
  const what = proposal ? "proposal" : "draft";
  const how = state === "published" ? `published this ${what} as revision ${revision}` : `${state} this ${what}`;
  return new Problem("conflict", `${endedBy?.name ?? "Somebody"} ${how}${endedAt ? ` at ${utc(endedAt)}` : ""}.`, {
    remedy: "Copy what you need of your text, and begin a new draft.",
  });
}

/** Refuses what somebody decided in view of another text than the one that is there. */
export function sameVersion({ version, savedBy, savedAt }: DraftRow, seen: number): void {
  if (seen === version) return;
  throw new Problem(
    "conflict",
    `${savedBy.name} saved this draft at ${utc(savedAt)}: it has version ${version} now, and yours is ${seen}.`,
    { remedy: "Nothing was overwritten. Compare both texts, and save yours on theirs." },
  );
}
