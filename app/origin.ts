import { type Origin, originFrom } from "#lib/core/audit/origin.ts";

/** Where a request comes from. The server in front of Next.js has put the client's address into this header (scripts/web.ts). */
export function originOf(headers: Pick<Headers, "get">): Origin {
  return originFrom(headers.get("x-forwarded-for"), headers.get("user-agent"));
}
