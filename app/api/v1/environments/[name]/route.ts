import { changeEnvironment } from "#lib/commands/organisation/change-environment.ts";
import { environmentView } from "#lib/views/organisation/environments.ts";
import { removeEnvironment } from "#lib/commands/organisation/remove-environment.ts";
import { answer, rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await environmentView(actor, param("name"))),
  PATCH: async ({ context, param, body }) =>
    answer(await changeEnvironment(context, { ...(await body()), name: param("name") })),
  DELETE: async ({ context, param }) => answer(await removeEnvironment(context, { name: param("name") })),
});
