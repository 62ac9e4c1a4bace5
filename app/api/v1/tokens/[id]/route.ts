import { revokeToken } from "#lib/commands/token/revoke.ts";
import { answer, rest } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  DELETE: async ({ context, param }) => answer(await revokeToken(context, { token: param("id") })),
});
