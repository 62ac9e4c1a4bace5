import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { loadCurrent, lockOffering, lockPublishing, type StandingRevision } from "#db/offering.ts";
import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { authorise } from "../denied.ts";

export const offeringName = z.string().min(1).max(63);
export const revisionNumber = z.int().min(1).max(1_000_000_000);
/** What its people read of a change, now and later. */
export const note = z.string().trim().min(1, "Say why, in a sentence.").max(2_000);

/** What stands for an offering, for whoever may change it, and nobody else changes it before this transaction is over. */
export async function offeringToChange(tx: Transaction, actor: Actor, name: string): Promise<StandingRevision> {
  await lockPublishing(tx);
  await lockOffering(tx, name);
  const current = await loadCurrent(tx, name);
  if (!current || !may(actor, { verb: "catalog.read", ...current.document.metadata }).allowed)
    throw new Problem("not_found", `There is no offering “${name}”.`, { remedy: "Look it up in the catalog." });
  authorise(actor, { verb: "offering.write", owner: current.document.metadata.owner });
  return current;
}

/** Refuses what somebody decided in view of another revision than the one that is there. */
export function seenRevision({ number, publishedBy, document }: StandingRevision, seen: number | undefined): void {
  if (seen === undefined || seen === number) return;
  throw new Problem(
    "stale",
    `${publishedBy.name} has published revision ${number} of ${document.metadata.title} since.`,
    {
      remedy: "Look at what it changes, then decide again.",
    },
  );
}
