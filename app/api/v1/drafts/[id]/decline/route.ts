import { declineDraft } from "#lib/commands/draft/decline.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) => answer(await declineDraft(context, { ...(await body()), id: param("id") })),
});
