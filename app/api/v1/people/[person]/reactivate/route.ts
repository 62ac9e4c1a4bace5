import { reactivatePerson } from "#lib/commands/organisation/reactivate.ts";
import { answer, rest } from "../../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    answer(await reactivatePerson(context, { ...(await body()), person: param("person") })),
});
