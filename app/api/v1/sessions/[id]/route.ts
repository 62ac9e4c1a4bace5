import { endSession } from "#lib/commands/session/end.ts";
import { answer, rest } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  DELETE: async ({ context, param }) => answer(await endSession(context, { session: param("id") })),
});
