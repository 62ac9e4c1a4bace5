import { saveConnection } from "#lib/commands/connection/save.ts";
import { connections } from "#lib/views/connection/connections.ts";
import { answer, rest, shown } from "../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor }) => shown({ items: await connections(actor), next: null }),
  POST: async ({ context, body }) => answer(await saveConnection(context, await body()), 201),
});
