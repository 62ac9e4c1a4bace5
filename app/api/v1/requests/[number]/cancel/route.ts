import { cancelRequest } from "#lib/commands/request/cancel.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await cancelRequest(context, { ...(await body()), number: param("number") })),
});
