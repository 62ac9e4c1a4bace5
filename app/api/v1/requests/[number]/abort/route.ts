import { abortRequest } from "#lib/commands/request/abort.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await abortRequest(context, { ...(await body()), number: param("number") })),
});
