import { writeAudit } from "#db/audit.ts";
import type { Transaction } from "#db/client.ts";
import { addDraft, endDraft, lastProposal, saveDraft } from "#db/draft.ts";
import { loadPublished } from "#db/studio.ts";
import { label } from "../command.ts";
import { differenceDetail } from "./difference.ts";
import { pao } from "./publish.ts";

interface Proposed {
  offering: string;
  owner: string;
  source: string;
  basedOn: number | null;
  note: string;
}

const by = label(pao);

async function openOne(tx: Transaction, offering: string) {
  const last = await lastProposal(tx, offering, pao.id);
  return last?.state === "open" ? last : undefined;
}

/** PAO proposes a text to an offering's owners; a newer one takes the place of what they have not answered. */
export async function propose(tx: Transaction, proposed: Proposed): Promise<void> {
  const { offering, source, basedOn, note } = proposed;
  const open = await openOne(tx, offering);
  const id = open ? open.id : await addDraft(tx, { ...proposed, proposal: true, who: pao.id, by });
  if (id === undefined) throw new Error("Whoever holds the lock of publishing proposes alone.");
  if (open) await saveDraft(tx, id, { source, basedOn, note, by });
  const published = await loadPublished(tx, offering);
  await writeAudit(tx, {
    actor: by,
    door: "start",
    verb: "draft.submit",
    subject: `offering:${offering}`,
    outcome: "done",
    detail: { draft: id, note, ...differenceDetail(published?.source ?? "", source) },
  });
}

/** What PAO has proposed is what is published now, or there no more. */
export async function withdraw(tx: Transaction, offering: string): Promise<void> {
  const open = await openOne(tx, offering);
  if (!open) return;
  await endDraft(tx, open.id, by, { state: "discarded" });
  await writeAudit(tx, {
    actor: by,
    door: "start",
    verb: "draft.discard",
    subject: `offering:${offering}`,
    outcome: "done",
    detail: { draft: open.id },
  });
}
