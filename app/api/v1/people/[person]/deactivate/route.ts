import { deactivatePerson } from "#lib/commands/organisation/deactivate.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await deactivatePerson(context, { ...(await body()), person: param("person") })),
});
