import { orderRequest } from "#lib/commands/request/order.ts";
import { requestList } from "#lib/views/request/list.ts";
import { csvResponse } from "../../../rest/csv.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { readQuery, requestQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => {
    const { format, ...filter } = readQuery(requestQuery, query);
    return format === "csv" ? csvResponse(actor, filter) : shown(await requestList(actor, filter));
  },
  POST: async ({ context, body }) => {
    const response = answer(await orderRequest(context, await body()), 201);
    return response;
  },
});
