import { whoIs } from "#lib/views/organisation/shell.ts";
import { rest, shown } from "../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({ GET: async ({ actor }) => shown(await whoIs(actor)) });
