import { logLines } from "#lib/views/request/log.ts";
import { rest, shown } from "../../../../../rest/door.ts";
import { logQuery, readQuery } from "../../../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param, query }) => {
    const wanted = readQuery(logQuery, query);
    const items = await logLines(actor, param("number"), wanted);
    const last = items.at(-1);
    return shown({ items, next: last && items.length === (wanted.limit ?? 500) ? String(last.id) : null });
  },
});
