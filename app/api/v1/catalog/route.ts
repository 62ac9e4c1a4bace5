import { catalog } from "#lib/views/catalog/catalog.ts";
import { rest, shown } from "../../../rest/door.ts";
import { catalogQuery, readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => {
    const { cursor, offset = cursor ?? 0, ...wanted } = readQuery(catalogQuery, query);
    const view = await catalog(actor, { ...wanted, offset });
    const end = offset + view.items.length;
    return shown({ ...view, next: view.items.length > 0 && end < view.total ? String(end) : null });
  },
});
