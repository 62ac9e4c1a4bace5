import { addTeam } from "#lib/commands/organisation/add-team.ts";
import { teamList } from "#lib/views/organisation/teams.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { teamQuery } from "../../../rest/organisation-query.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await teamList(actor, readQuery(teamQuery, query))),
  POST: async ({ context, body }) => answer(await addTeam(context, await body()), 201),
});
