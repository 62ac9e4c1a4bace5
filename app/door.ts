import { createHash, timingSafeEqual } from "node:crypto";
import type { Actor } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { env } from "#lib/env.ts";
import { actorOfSession, actorOfToken } from "#lib/views/session/actor.ts";
import { readSessionCookie, sessionCookie } from "./auth.ts";

/** The id of the session row these cookies speak of; not whether it is still good. */
export async function sessionFromCookies(cookies: ReadonlyMap<string, string>): Promise<string | null> {
  const value = cookies.get(sessionCookie().name);
  return value === undefined ? null : readSessionCookie(value);
}

/** Who these cookies belong to. Reads the session row, so that a revoked session is over. */
export async function actorFromCookies(cookies: ReadonlyMap<string, string>): Promise<Actor | null> {
  const session = await sessionFromCookies(cookies);
  return session === null ? null : actorOfSession(session);
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Who sends this request: by bearer token when there is one, else by session cookie. Null when there is neither. */
export async function actorFromRequest(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return bearer(authorization);
  const actor = await actorFromCookies(readCookies(request.headers.get("cookie") ?? ""));
  if (actor && !safeMethods.has(request.method) && !sameOrigin(request))
    throw new Problem("forbidden", "A page of another site may not send this with your session.", {
      remedy: "Use a token instead.",
    });
  return actor;
}

/** Whether this is the scraper that the settings name; it is nobody otherwise. */
export function isScraper(request: Request): boolean {
  const { PAO_METRICS_TOKEN: wanted } = env();
  const given = tokenIn(request.headers.get("authorization") ?? "");
  return wanted !== undefined && given !== undefined && timingSafeEqual(digest(wanted), digest(given));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function tokenIn(authorization: string): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,500}) *$/i.exec(authorization)?.[1];
}

async function bearer(authorization: string): Promise<Actor> {
  const token = tokenIn(authorization);
  const actor = token === undefined ? null : await actorOfToken(token);
  if (actor) return actor;
  throw new Problem("unauthenticated", "This token is not known here, or no longer good.", {
    remedy: "Send Authorization: Bearer <token>.",
  });
}

export function readCookies(header: string): Map<string, string> {
  const pairs = header.split(";").flatMap((part) => {
    const equals = part.indexOf("=");
    return equals === -1 ? [] : [[part.slice(0, equals).trim(), part.slice(equals + 1).trim()] as const];
  });
  return new Map(pairs);
}

/** Browsers say where a request comes from; what says nothing is no browser, and has no cookie that was not given to it. */
function sameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return origin === new URL(env().baseUrl).origin || (URL.canParse(origin) && new URL(origin).host === host);
}
