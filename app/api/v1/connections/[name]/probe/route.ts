import { probeConnection } from "#lib/commands/probe/connection.ts";
import { rest } from "../../../../../rest/door.ts";
import { asked } from "../../../../../rest/probe.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    asked(await probeConnection(context, { ...(await body()), name: param("name") }), ({ id }) => id),
});
