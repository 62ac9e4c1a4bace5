import { deprecateOffering } from "#lib/commands/offering/deprecate.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await deprecateOffering(context, { ...(await body()), name: param("name") })),
});
