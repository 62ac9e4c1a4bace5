import { engines } from "#lib/views/engine/engines.ts";
import { rest, shown } from "../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor }) => shown(await engines(actor)),
});
