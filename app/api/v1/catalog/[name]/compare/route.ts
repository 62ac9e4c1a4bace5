import { compareView } from "#lib/views/studio/compare.ts";
import { rest, shown } from "../../../../../rest/door.ts";
import { compareQuery, readQuery } from "../../../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param, query }) =>
    shown(await compareView(actor, param("name"), readQuery(compareQuery, query))),
});
