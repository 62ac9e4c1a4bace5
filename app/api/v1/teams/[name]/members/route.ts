import { memberList } from "#lib/views/organisation/team.ts";
import { rest, shown } from "../../../../../rest/door.ts";
import { memberQuery } from "../../../../../rest/organisation-query.ts";
import { readQuery } from "../../../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param, query }) => shown(await memberList(actor, param("name"), readQuery(memberQuery, query))),
});
