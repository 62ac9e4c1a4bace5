import { planDraft } from "#lib/commands/draft/plan.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) => answer(await planDraft(context, { ...(await body()), id: param("id") })),
});
