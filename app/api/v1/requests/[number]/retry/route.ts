import { retryStep } from "#lib/commands/request/retry.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await retryStep(context, { ...(await body()), number: param("number") })),
});
