import { makeToken } from "#lib/commands/token/make.ts";
import { ownerQuery, tokenQuery } from "./account-query.ts";
import type { Operation } from "./operations.ts";

/** Where somebody is signed in, and what programs act with. */
export const accountOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/sessions",
    id: "listSessions",
    summary: "The browsers you are signed in with; for admins somebody else's.",
    query: ownerQuery,
  },
  {
    method: "delete",
    path: "/sessions",
    id: "endSessions",
    summary: "Signs you out everywhere; for admins somebody else.",
    query: ownerQuery,
  },
  { method: "delete", path: "/sessions/{id}", id: "endSession", summary: "Ends one session at once." },
  {
    method: "get",
    path: "/tokens",
    id: "listTokens",
    summary: "Your tokens, or those of a team; never what they are.",
    query: tokenQuery,
  },
  {
    method: "post",
    path: "/tokens",
    id: "makeToken",
    summary: "Makes a token. The answer shows it, and nothing else ever does.",
    body: makeToken.schema,
    answers: { status: 201 },
  },
  { method: "delete", path: "/tokens/{id}", id: "revokeToken", summary: "Ends a token at once." },
];
