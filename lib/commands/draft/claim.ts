import type { Transaction } from "#db/client.ts";
import { lockName, openDraft, type DraftRow } from "#db/draft.ts";
import { teamThatTried } from "#db/test-revision.ts";
import { may, type Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";

/**
 * A name that was never published belongs to the team with a draft of it, and to the one whose test orders bear it: with the name go
 * those drafts and orders. Whoever takes it for another team has a say in theirs too.
 */
export async function claimName(tx: Transaction, actor: Actor, { id, offering, current }: DraftRow): Promise<void> {
  if (current !== null) return;
  await lockName(tx, offering);
  const theirs = await openDraft(tx, offering);
  const holders = [theirs?.id === id ? undefined : theirs?.owner, await teamThatTried(tx, offering)];
  const foreign = holders.some(
    (owner) => owner !== undefined && !may(actor, { verb: "offering.write", owner }).allowed,
  );
  if (!foreign) return;
  throw new Problem("conflict", `The name ${offering} is another team's: they have a draft of it, or have tried it.`, {
    remedy: "Give yours another name.",
    issues: [{ severity: "error", path: "/metadata/name", message: `The name ${offering} is taken.` }],
  });
}
