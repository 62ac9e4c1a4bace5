import type { NextRequest } from "next/server";
import { Problem } from "#lib/core/problem.ts";
import { problemResponse } from "./rest/problem.ts";

/**
 * The answer to what next-auth 4 takes for a mistake of ours and answers with a 500 [tried]: a path that is none of its own, and an
 * address to come back to that is none. A cookie with one would keep the browser out for good, so it is dropped. Nor does it
 * bound a body, and at `_log` anybody could write into our log.
 */
export function refusedRequest(request: NextRequest, path: readonly string[], wayBackCookie: string): Response | null {
  if (path.length > 2 || path[0] === "_log" || !path.every((part) => /^[\w-]{1,60}$/.test(part)))
    return problemResponse(new Problem("not_found", "There is nothing at this address.", begin));
  if (
    request.method === "POST" &&
    !(Number(request.headers.get("content-length")) <= largestBody && announced(request))
  )
    return problemResponse(
      new Problem("too_large", "A form to sign in has 64 KiB at most, and says how long it is.", begin),
    );
  const kept = request.cookies.get(wayBackCookie)?.value;
  if (isAddress(request.nextUrl.searchParams.get("callbackUrl")) && isAddress(kept)) return null;
  const problem = new Problem("malformed", "The address to come back to after signing in is none.", begin);
  return problemResponse(problem, { "set-cookie": `${wayBackCookie}=; Path=/; Max-Age=0` });
}

/** Far above what a provider sends back. */
const largestBody = 64 * 1024;

const announced = (request: NextRequest) => request.body === null || request.headers.has("content-length");

const begin = { remedy: "Begin again at /signin." };

function isAddress(text: string | null | undefined): boolean {
  if (!text) return true;
  const base = text.startsWith("/") ? "http://localhost" : undefined;
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol);
}
