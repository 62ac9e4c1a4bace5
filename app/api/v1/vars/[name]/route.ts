import { changeVar } from "#lib/commands/organisation/change-var.ts";
import { removeVar } from "#lib/commands/organisation/remove-var.ts";
import { varView } from "#lib/views/organisation/vars.ts";
import { answer, rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await varView(actor, param("name"))),
  PATCH: async ({ context, param, body }) =>
    answer(await changeVar(context, { ...(await body()), name: param("name") })),
  DELETE: async ({ context, param }) => answer(await removeVar(context, { name: param("name") })),
});
