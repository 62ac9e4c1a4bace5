import { offerAgain } from "#lib/commands/offering/offer.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await offerAgain(context, { ...(await body()), name: param("name") })),
});
