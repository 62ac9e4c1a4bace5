import { addEnvironment } from "#lib/commands/organisation/add-environment.ts";
import { environmentList } from "#lib/views/organisation/environments.ts";
import { answer, rest, shown } from "../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor }) => shown({ items: await environmentList(actor), next: null }),
  POST: async ({ context, body }) => answer(await addEnvironment(context, await body()), 201),
});
