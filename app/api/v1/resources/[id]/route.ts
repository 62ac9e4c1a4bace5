import { resourceView } from "#lib/views/resource/resource.ts";
import { rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await resourceView(actor, param("id"))),
});
