import { retireOffering } from "#lib/commands/offering/retire.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await retireOffering(context, { ...(await body()), name: param("name") })),
});
