import { resourceList } from "#lib/views/resource/list.ts";
import { rest, shown } from "../../../rest/door.ts";
import { readQuery, resourceQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await resourceList(actor, readQuery(resourceQuery, query))),
});
