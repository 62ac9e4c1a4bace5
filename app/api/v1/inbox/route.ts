import { inbox } from "#lib/views/inbox/inbox.ts";
import { rest, shown } from "../../../rest/door.ts";
import { inboxQuery, readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await inbox(actor, readQuery(inboxQuery, query))),
});
