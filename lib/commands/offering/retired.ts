import type { StandingRevision } from "#db/offering.ts";
import { Problem } from "#lib/core/problem.ts";

/** What is retired goes on for what came of it; nothing new is ordered by it. */
export function refuseRetired({ document: { metadata }, retired }: StandingRevision): void {
  if (!retired) return;
  const { title, owner, successor } = metadata;
  throw new Problem("conflict", `${title} is retired: it can't be ordered any more.`, {
    remedy: successor === undefined ? `Ask team ${owner} what to use instead.` : `Order ${successor} instead.`,
  });
}
