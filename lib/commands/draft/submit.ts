import { z } from "zod";
import { submitDraft as writeSubmitted } from "#db/draft.ts";
import { command } from "../command.ts";
import { differenceDetail } from "../offering/difference.ts";
import { note } from "../offering/kept.ts";
import { draftId, draftToChange, draftVersion, sameVersion } from "./locked.ts";
import { publishedText } from "./published.ts";

/** Shows a proposal to the owners, with what its author says of it. */
export const submitDraft = command({
  verb: "draft.submit",
  schema: z.strictObject({ id: draftId, version: draftVersion, note }),
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, input: { id, version, note: said } }) => {
    const draft = await draftToChange(tx, actor, id, "submit");
    sameVersion(draft, version);
    await writeSubmitted(tx, id, said);
    return {
      value: { id, submitted: true },
      subject: `offering:${draft.offering}`,
      detail: { draft: id, note: said, ...differenceDetail(await publishedText(tx, draft), draft.source) },
    };
  },
});
