import { probeOffering } from "#lib/commands/probe/offering.ts";
import { rest } from "../../../../../rest/door.ts";
import { asked } from "../../../../../rest/probe.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    asked(await probeOffering(context, { ...(await body()), offering: param("name") }), ({ id }) => id),
});
