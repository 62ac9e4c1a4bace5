import { z } from "zod";
import { endDraft } from "#db/draft.ts";
import { command, label } from "../command.ts";
import { note } from "../offering/kept.ts";
import { draftId, draftToChange } from "./locked.ts";

/** Says no to a proposal, and why: its author reads it. */
export const declineDraft = command({
  verb: "draft.decline",
  schema: z.strictObject({ id: draftId, reason: note }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input: { id, reason } }) => {
    const { offering, begunBy } = await draftToChange(tx, actor, id, "decline");
    await endDraft(tx, id, label(actor), { state: "declined", reason });
    return {
      value: { id, state: "declined" },
      subject: `offering:${offering}`,
      detail: { draft: id, by: begunBy.name, reason },
    };
  },
});
