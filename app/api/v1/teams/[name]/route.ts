import { changeTeam } from "#lib/commands/organisation/change-team.ts";
import { removeTeam } from "#lib/commands/organisation/remove-team.ts";
import { teamView } from "#lib/views/organisation/team.ts";
import { answer, rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await teamView(actor, param("name"))),
  PATCH: async ({ context, param, body }) =>
    answer(await changeTeam(context, { ...(await body()), name: param("name") })),
  DELETE: async ({ context, param }) => answer(await removeTeam(context, { name: param("name") })),
});
