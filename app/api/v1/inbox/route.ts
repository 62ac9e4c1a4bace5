import { inbox } from "#lib/views/inbox/inbox.ts";
import { rest, shown } from "../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor }) => shown({ items: await inbox(actor), next: null }),
});
