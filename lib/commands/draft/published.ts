import type { Transaction } from "#db/client.ts";
import type { DraftRow } from "#db/draft.ts";
import { loadRevision } from "#db/offering.ts";

/** The text that a draft was begun from; nothing for what is new. */
export async function publishedText(tx: Transaction, { offering, basedOn }: DraftRow): Promise<string> {
  const found = basedOn === null ? undefined : await loadRevision(tx, offering, basedOn);
  return found?.source ?? "";
}
