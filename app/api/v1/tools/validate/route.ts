import { checkDocument } from "#lib/commands/offering/check.ts";
import { answer, rest } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, body }) => answer(await checkDocument(context, await body())),
});
