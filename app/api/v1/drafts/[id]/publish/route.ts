import { publishDraft } from "#lib/commands/draft/publish.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) => answer(await publishDraft(context, { ...(await body()), id: param("id") })),
});
