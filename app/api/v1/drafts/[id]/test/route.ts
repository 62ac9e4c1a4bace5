import { testDraft } from "#lib/commands/draft/test.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await testDraft(context, { ...(await body()), id: param("id") }), 201),
});
