import { z } from "zod";
import { endDraft } from "#db/draft.ts";
import { command, label } from "../command.ts";
import { differenceDetail } from "../offering/difference.ts";
import { draftId, draftToChange } from "./locked.ts";
import { publishedText } from "./published.ts";

/** Ends a draft without publishing it; what it said stays in the audit, as far as it differed. */
export const discardDraft = command({
  verb: "draft.discard",
  schema: z.strictObject({ id: draftId }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input: { id } }) => {
    const draft = await draftToChange(tx, actor, id, "discard");
    await endDraft(tx, id, label(actor), { state: "discarded" });
    return {
      value: { id, state: "discarded" },
      subject: `offering:${draft.offering}`,
      detail: {
        draft: id,
        savedBy: draft.savedBy.name,
        ...differenceDetail(await publishedText(tx, draft), draft.source),
      },
    };
  },
});
