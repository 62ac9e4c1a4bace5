import { runDry } from "#lib/commands/draft/dry-run.ts";
import { rest } from "../../../../../rest/door.ts";
import { asked } from "../../../../../rest/probe.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  POST: async ({ context, param, body }) =>
    asked(await runDry(context, { ...(await body()), id: param("id") }), ({ probe }) => probe.id),
});
