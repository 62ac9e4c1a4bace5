import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { lockName, nameIsFree, saveDraft as writeDraft, type DraftRow } from "#db/draft.ts";
import { listTeams } from "#db/organisation.ts";
import { may, type Actor } from "#lib/core/access.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { offeringSchema } from "#lib/core/offering/document.ts";
import { headOf } from "#lib/core/offering/head.ts";
import { command, label } from "../command.ts";
import { differenceDetail } from "../offering/difference.ts";
import { documentText, draftId, draftToChange, draftVersion, sameVersion } from "./locked.ts";

/** Keeps a text as it is, however broken; never over one that the caller has not seen. */
export const saveDraft = command({
  verb: "draft.save",
  schema: z.strictObject({ id: draftId, source: documentText, version: draftVersion }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input: { id, source, version } }) => {
    const draft = await draftToChange(tx, actor, id, "save");
    const same = source === draft.source;
    // Who has not heard that a save went through sends it again.
    if (!same) sameVersion(draft, version);
    const head = same || draft.current !== null ? {} : await headOfNew(tx, actor, draft, source);
    const offering = head.offering ?? draft.offering;
    const told = !same && isDue(draft, actor);
    const saved = same ? draft : await writeDraft(tx, id, { source, ...head, by: label(actor), told });
    return {
      value: { id, offering, version: saved.version, savedAt: saved.savedAt.toISOString() },
      subject: `offering:${offering}`,
      ...(told
        ? { detail: { draft: id, version: saved.version, ...toldOf(draft, actor, source) } }
        : { nothing: true }),
    };
  },
});

const tellAgainSeconds = 600;

/** What one person types is told every few minutes and when it ends; what another goes on with, at once. */
const isDue = ({ toldAgo, savedBy }: DraftRow, actor: Actor): boolean =>
  toldAgo === null || toldAgo >= tellAgainSeconds || savedBy.id !== actor.id;

/** In what the text differs from what the audit last told; what somebody else did of it is told apart. */
function toldOf({ told, source: before, savedBy }: DraftRow, actor: Actor, source: string): JsonObject {
  if (savedBy.id === actor.id) return differenceDetail(told, source);
  const theirs = told === before ? {} : { earlier: { by: savedBy.name, ...differenceDetail(told, before) } };
  return { ...theirs, ...differenceDetail(before, source) };
}

/** What was never published goes by the name that its text gives it, and belongs to the team it names, as far as that can be. */
async function headOfNew(
  tx: Transaction,
  actor: Actor,
  draft: DraftRow,
  source: string,
): Promise<{ offering?: string; owner?: string }> {
  const { name, owner } = headOf(source);
  return {
    ...(name !== undefined && name !== draft.offering && (await canBeCalled(tx, name, draft))
      ? { offering: name }
      : {}),
    ...(owner !== undefined && owner !== draft.owner && (await canBelongTo(tx, actor, owner, draft)) ? { owner } : {}),
  };
}

async function canBeCalled(tx: Transaction, name: string, draft: DraftRow): Promise<boolean> {
  if (!offeringSchema.shape.metadata.shape.name.safeParse(name).success) return false;
  await lockName(tx, name);
  return nameIsFree(tx, name, draft);
}

async function canBelongTo(tx: Transaction, actor: Actor, owner: string, { proposal }: DraftRow): Promise<boolean> {
  // Nobody gives away a draft that they could then not open.
  if (!proposal && !may(actor, { verb: "offering.write", owner }).allowed) return false;
  return (await listTeams(tx)).some(({ name }) => name === owner);
}
