import { removeConnection } from "#lib/commands/connection/remove.ts";
import { saveConnection } from "#lib/commands/connection/save.ts";
import { answer, rest } from "../../../../rest/door.ts";
import { readQuery, removeConnectionQuery } from "../../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  PUT: async ({ context, param, body }) =>
    answer(await saveConnection(context, { ...(await body()), name: param("name") })),
  DELETE: async ({ context, param, query }) => {
    const anyway = readQuery(removeConnectionQuery, query).anyway === "true";
    return answer(await removeConnection(context, { name: param("name"), anyway }));
  },
});
