import { auditList } from "#lib/views/audit/list.ts";
import { auditQuery } from "../../../rest/audit-query.ts";
import { rest, shown } from "../../../rest/door.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await auditList(actor, readQuery(auditQuery, query))),
});
