import { revisionList } from "#lib/views/catalog/revisions.ts";
import { rest, shown } from "../../../../../rest/door.ts";
import { readQuery, revisionQuery } from "../../../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param, query }) =>
    shown(await revisionList(actor, param("name"), readQuery(revisionQuery, query))),
});
