import { resolveStep } from "#lib/commands/request/resolve.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await resolveStep(context, { ...(await body()), number: param("number") })),
});
