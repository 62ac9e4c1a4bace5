import { replaceCredential } from "#lib/commands/connection/replace-credential.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  PUT: async ({ context, param, body }) =>
    answer(await replaceCredential(context, { ...(await body()), name: param("name") })),
});
