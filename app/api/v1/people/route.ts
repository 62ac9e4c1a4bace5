import { peopleList } from "#lib/views/organisation/people.ts";
import { rest, shown } from "../../../rest/door.ts";
import { personQuery } from "../../../rest/organisation-query.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await peopleList(actor, readQuery(personQuery, query))),
});
