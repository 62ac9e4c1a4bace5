import { probeView } from "#lib/views/probe/probe.ts";
import { rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await probeView(actor, param("id"))),
});
