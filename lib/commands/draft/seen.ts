import { z } from "zod";
import { factsOf, listEditors, loadDraft, seeEditor } from "#db/draft.ts";
import { whoIs } from "#lib/core/access.ts";
import { seesDraft } from "#lib/core/offering/draft.ts";
import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { draftId } from "./locked.ts";

/** Says that somebody has a draft on the screen; answers who else has, and what has become of it. */
export const seeDraft = command({
  verb: "draft.seen",
  schema: z.strictObject({ id: draftId }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input: { id } }) => {
    const draft = await loadDraft(tx, id);
    if (!draft || !seesDraft(actor, factsOf(draft))) throw new Problem("not_found", "There is no such draft.");
    const { state, version, savedBy, savedAt, current } = draft;
    if (state === "open") await seeEditor(tx, { draft: id, person: whoIs(actor), name: actor.name });
    const editors = (await listEditors(tx, [id])).map(({ person, name, seenAt }) => ({
      person,
      name,
      seenAt: seenAt.toISOString(),
    }));
    const value = { state, version, savedBy: savedBy.name, savedAt: savedAt.toISOString(), current, editors };
    // Said every few seconds, and worth no line in the audit.
    return { value, nothing: true };
  },
});
