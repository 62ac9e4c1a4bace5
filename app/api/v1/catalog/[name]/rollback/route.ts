import { rollBack } from "#lib/commands/offering/rollback.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) => answer(await rollBack(context, { ...(await body()), name: param("name") })),
});
