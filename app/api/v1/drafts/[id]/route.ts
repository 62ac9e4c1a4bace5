import { discardDraft } from "#lib/commands/draft/discard.ts";
import { saveDraft } from "#lib/commands/draft/save.ts";
import { draftView } from "#lib/views/studio/draft.ts";
import { answer, rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await draftView(actor, param("id"))),
  PUT: async ({ context, param, body }) => answer(await saveDraft(context, { ...(await body()), id: param("id") })),
  DELETE: async ({ context, param }) => answer(await discardDraft(context, { id: param("id") })),
});
