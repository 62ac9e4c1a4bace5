import type { NextRequest } from "next/server";
import NextAuth, { type AuthOptions, type User } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import GitHub from "next-auth/providers/github";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { signIn } from "#lib/commands/session/sign-in.ts";
import { signOut } from "#lib/commands/session/sign-out.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { cookieKey } from "#lib/views/session/actor.ts";

// Everything that knows next-auth is in this file (its route only calls it), so that it can be replaced in an afternoon.
// Its encrypted cookie holds the id of our session row and nothing else.

const nobody = { actor: null, door: "browser" } as const;
const maxAge = 7 * 24 * 3600;

const secure = () => env().baseUrl.startsWith("https://");

/** Name and attributes of the session cookie. */
export function sessionCookie() {
  const name = `${secure() ? "__Secure-" : ""}next-auth.session-token`;
  return { name, options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: secure(), maxAge } };
}

/** The id of our session row in a cookie's value; null when it is damaged, over or not ours. */
export async function readSessionCookie(value: string): Promise<string | null> {
  try {
    const token = await decode({ token: value, secret: cookieKey() });
    return typeof token?.["sid"] === "string" ? token["sid"] : null;
  } catch {
    // Whatever cannot be decrypted is no session: that is an answer, not an error.
    return null;
  }
}

export function writeSessionCookie(sid: string): Promise<string> {
  return encode({ token: { sid }, secret: cookieKey(), maxAge });
}

/** The one route of next-auth. */
export async function authRoute(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  announceAddress();
  const answer: unknown = await NextAuth(request, context, options(originOf(request)));
  if (answer instanceof Response) return answer;
  throw new Error("next-auth answered nothing.");
}

/** next-auth learns its address from the environment only. The sandbox is reached by localhost and 127.0.0.1 alike. */
function announceAddress(): void {
  const { sandbox, baseUrl } = env();
  // oxlint-disable-next-line node/no-process-env -- written for next-auth, which has no option for it
  const environment = process.env;
  if (sandbox) environment["AUTH_TRUST_HOST"] = "1";
  else environment["NEXTAUTH_URL"] = baseUrl;
}

/** Where this browser is: the sandbox may be open as localhost or 127.0.0.1, and a cookie of the one is unknown to the other. */
function originOf(request: Request): string {
  const { sandbox, baseUrl } = env();
  const host = request.headers.get("host");
  return sandbox && host !== null && URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).origin
    : new URL(baseUrl).origin;
}

/** Back to a page of ours, and to no other site. Exported for its test. */
export function backTo(url: string, baseUrl: string, origin: string): string {
  if (!URL.canParse(url, origin)) return origin;
  const target = new URL(url, origin);
  const ours = target.origin === origin || target.origin === new URL(baseUrl).origin;
  return ours ? `${origin}${target.pathname}${target.search}${target.hash}` : origin;
}

function options(origin: string): AuthOptions {
  const { name, options: attributes } = sessionCookie();
  return {
    providers: providers(),
    secret: cookieKey(),
    session: { strategy: "jwt", maxAge },
    useSecureCookies: secure(),
    cookies: { sessionToken: { name, options: attributes } },
    pages: { signIn: "/signin", signOut: "/signin", error: "/signin" },
    callbacks: {
      redirect: ({ url, baseUrl }) => backTo(url, baseUrl, origin),
      jwt: async ({ token, user, account }) =>
        account ? { sid: await sessionFor(account.provider, user) } : { sid: token["sid"] },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token["sid"] === "string") await signOut(nobody, { session: token["sid"] });
      },
    },
    logger: {
      error: (code) => log.error(`sign-in: ${code}`),
      warn: (code) => log.debug(`sign-in: ${code}`),
      debug: (code) => log.debug(`sign-in: ${code}`),
    },
  };
}

/** What a provider says of somebody, until it is a session. */
interface Vouched extends User {
  sid?: string;
  groups?: string[];
}

function providers(): AuthOptions["providers"] {
  const known = env();
  if (known.provider === "sandbox") return [sandbox()];
  if (known.provider === "github") {
    const { PAO_GITHUB_CLIENT_ID: clientId = "", PAO_GITHUB_CLIENT_SECRET: clientSecret = "" } = known;
    return [GitHub({ clientId, clientSecret })];
  }
  return known.provider === "oidc" ? [oidc()] : [];
}

function sandbox() {
  return Credentials({
    id: "sandbox",
    name: "Sandbox",
    credentials: { user: { label: "User", type: "text" } },
    authorize: async (given) => {
      const answer = await signIn(nobody, { provider: "sandbox", user: given?.user ?? "" });
      return answer.ok
        ? ({ id: answer.value.person, name: answer.value.name, sid: answer.value.session } satisfies Vouched)
        : null;
    },
  });
}

interface OidcProfile extends Record<string, unknown> {
  sub: string;
  name?: string;
  preferred_username?: string;
  email?: string;
  groups?: unknown;
}

function oidc(): OAuthConfig<OidcProfile> {
  const {
    PAO_OIDC_ISSUER: issuer = "",
    PAO_OIDC_CLIENT_ID: clientId = "",
    PAO_OIDC_CLIENT_SECRET: clientSecret = "",
  } = env();
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: "openid profile email" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // Groups are in userinfo; next-auth would read the id token only.
    userinfo: { request: ({ client, tokens }) => client.userinfo(tokens.access_token ?? "") },
    profile: (profile): Vouched => {
      const groups = Array.isArray(profile.groups) ? profile.groups.filter((group) => typeof group === "string") : [];
      const called = profile.name ?? profile.preferred_username ?? profile.email ?? profile.sub;
      return { id: profile.sub, name: called, email: profile.email ?? null, groups };
    },
  };
}

async function sessionFor(provider: string, user: Vouched): Promise<string> {
  if (user.sid !== undefined) return user.sid;
  const { id: subject, name, email, groups } = user;
  const answer = await signIn(nobody, {
    provider,
    subject,
    name: name ?? subject,
    email: email ?? null,
    groups: groups ?? [],
  });
  if (answer.ok) return answer.value.session;
  throw new Error(answer.problem.message);
}
