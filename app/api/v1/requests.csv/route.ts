import { csvResponse } from "../../../rest/csv.ts";
import { rest } from "../../../rest/door.ts";
import { readQuery, requestQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => {
    const { format: _, ...filter } = readQuery(requestQuery, query);
    return csvResponse(actor, filter);
  },
});
