import { beginDraft } from "#lib/commands/draft/begin.ts";
import { draftList } from "#lib/views/studio/draft.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { draftQuery, readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await draftList(actor, readQuery(draftQuery, query))),
  POST: async ({ context, body }) => {
    const begun = await beginDraft(context, await body());
    return answer(begun, begun.ok && begun.value.begun ? 201 : 200);
  },
});
