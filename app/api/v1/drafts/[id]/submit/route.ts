import { submitDraft } from "#lib/commands/draft/submit.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) => answer(await submitDraft(context, { ...(await body()), id: param("id") })),
});
