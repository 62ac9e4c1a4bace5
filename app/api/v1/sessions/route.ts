import { endSessions } from "#lib/commands/session/end-all.ts";
import { sessions } from "#lib/views/session/sessions.ts";
import { sessionFromCookies, readCookies } from "../../../door.ts";
import { ownerQuery } from "../../../rest/account-query.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query, request }) => {
    const held = await sessionFromCookies(readCookies(request.headers.get("cookie") ?? ""));
    return shown({ items: await sessions(actor, { ...readQuery(ownerQuery, query), held }), next: null });
  },
  DELETE: async ({ context, query }) => answer(await endSessions(context, readQuery(ownerQuery, query))),
});
