import { requestView } from "#lib/views/request/request.ts";
import { rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await requestView(actor, param("number"))),
});
