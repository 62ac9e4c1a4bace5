import { personView } from "#lib/views/organisation/people.ts";
import { rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await personView(actor, param("person"))),
});
