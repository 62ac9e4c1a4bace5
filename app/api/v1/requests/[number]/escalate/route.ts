import { escalateStep } from "#lib/commands/request/escalate.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await escalateStep(context, { ...(await body()), number: param("number") })),
});
