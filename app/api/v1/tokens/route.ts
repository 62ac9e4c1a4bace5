import { makeToken } from "#lib/commands/token/make.ts";
import { teamTokens, tokens } from "#lib/views/token/tokens.ts";
import { tokenQuery } from "../../../rest/account-query.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => {
    const { team, ...whose } = readQuery(tokenQuery, query);
    return shown({
      items: team === undefined ? await tokens(actor, whose) : await teamTokens(actor, team),
      next: null,
    });
  },
  POST: async ({ context, body }) => answer(await makeToken(context, await body()), 201),
});
