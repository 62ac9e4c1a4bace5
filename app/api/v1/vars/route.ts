import { addVar } from "#lib/commands/organisation/add-var.ts";
import { varList } from "#lib/views/organisation/vars.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { varQuery } from "../../../rest/organisation-query.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await varList(actor, readQuery(varQuery, query))),
  POST: async ({ context, body }) => answer(await addVar(context, await body()), 201),
});
