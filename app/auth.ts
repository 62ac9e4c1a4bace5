import type { NextRequest } from "next/server";
import NextAuth, { type AuthOptions, type User } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { CommandContext } from "#lib/commands/command.ts";
import { signIn } from "#lib/commands/session/sign-in.ts";
import { signOut } from "#lib/commands/session/sign-out.ts";
import { isJsonObject } from "#lib/core/json.ts";
import { type Claims, emailIn, groupsIn, nameIn } from "#lib/core/sign-in/claims.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { cookieKey } from "#lib/views/session/actor.ts";
import { asProblem } from "./answer.ts";
import { refusedRequest } from "./auth-request.ts";
import { type Account, githubApi, readAccount } from "./github-account.ts";
import { countStranger } from "./limit.ts";
import { originOf as clientOf } from "./origin.ts";
import { problemResponse } from "./rest/problem.ts";

// Everything that knows next-auth is in this file (its route only calls it), so that it can be replaced in an afternoon.
// Its encrypted cookie holds what opens our session row and nothing else.

const maxAge = () => env().PAO_SESSION_DAYS * 24 * 3600;
/** How long a provider may take to answer. */
const patienceMs = 10_000;

const secure = () => env().baseUrl.startsWith("https://");

/** Name and attributes of the session cookie. */
export function sessionCookie() {
  const name = `${secure() ? "__Secure-" : ""}next-auth.session-token`;
  return { name, options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: secure(), maxAge: maxAge() } };
}

/** What a cookie's value says opens our session row; null when it is damaged, over or not ours. */
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
  return encode({ token: { sid }, secret: cookieKey(), maxAge: maxAge() });
}

/** The one route of next-auth. */
export async function authRoute(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  announceAddress();
  const from = clientOf(request.headers);
  try {
    countStranger(from.address);
  } catch (thrown) {
    return problemResponse(asProblem(thrown, { door: "browser", at: "/api/auth" }));
  }
  const { nextauth: path } = await context.params;
  const refused = refusedRequest(request, path, `${secure() ? "__Secure-" : ""}next-auth.callback-url`);
  if (refused) return refused;
  const cookie = request.cookies.get(sessionCookie().name)?.value;
  const browser: Browser = {
    origin: originOf(request),
    context: { actor: null, door: "browser", from },
    replaces: cookie === undefined ? null : await readSessionCookie(cookie),
  };
  const answer: unknown = await NextAuth(request, context, options(browser));
  if (answer instanceof Response) return answer;
  throw new Error("next-auth answered nothing.");
}

/** The browser that asks. */
interface Browser {
  origin: string;
  context: CommandContext;
  /** What it held until now. */
  replaces: string | null;
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

function options(browser: Browser): AuthOptions {
  const { name, options: attributes } = sessionCookie();
  return {
    providers: providers(browser),
    secret: cookieKey(),
    session: { strategy: "jwt", maxAge: maxAge() },
    useSecureCookies: secure(),
    cookies: { sessionToken: { name, options: attributes } },
    pages: { signIn: "/signin", signOut: "/signin", error: "/signin" },
    callbacks: {
      redirect: ({ url, baseUrl }) => backTo(url, baseUrl, browser.origin),
      signIn: ({ user, account }) => letIn(browser, account?.provider, user),
      jwt: ({ token, user, account }) => (account ? { sid: (user as Vouched).sid } : { sid: token["sid"] }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token["sid"] === "string") await signOut(browser.context, { session: token["sid"] });
      },
    },
    logger: {
      error: (code, about) => log.error(`sign-in: ${code}`, { reason: reasonIn(about) }),
      warn: (code) => log.debug(`sign-in: ${code}`),
      debug: (code) => log.debug(`sign-in: ${code}`),
    },
  };
}

/** Of what next-auth tells, the one sentence that says what is wrong: the rest holds answers of the provider. */
function reasonIn(about: Error | Record<string, unknown>): string | undefined {
  const error = about instanceof Error ? about : about["error"];
  return error instanceof Error ? error.message : undefined;
}

/** What a provider says of somebody, until it is a session. */
interface Vouched extends User {
  sid?: string;
  /** Null when the provider does not say. */
  groups?: string[] | null;
  /** Why they are not let in, though the provider knows them. */
  refused?: "outsider";
}

function providers(browser: Browser): AuthOptions["providers"] {
  switch (env().provider) {
    case "sandbox":
      return [sandbox(browser)];
    case "github":
      return [github()];
    case "oidc":
      return [oidc()];
    case "none":
      return [];
  }
}

function sandbox({ context, replaces }: Browser) {
  return Credentials({
    id: "sandbox",
    name: "Sandbox",
    credentials: { user: { label: "User", type: "text" } },
    authorize: async (given) => {
      const answer = await signIn(context, { provider: "sandbox", user: given?.user ?? "", replaces });
      return answer.ok
        ? ({ id: answer.value.person, name: answer.value.name, sid: answer.value.session } satisfies Vouched)
        : null;
    },
  });
}

function oidc(): OAuthConfig<Claims> {
  const {
    PAO_OIDC_ISSUER: issuer = "",
    PAO_OIDC_CLIENT_ID: clientId = "",
    PAO_OIDC_CLIENT_SECRET: clientSecret = "",
    PAO_OIDC_SCOPE: scope,
  } = env();
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: patienceMs },
    // next-auth would read the id token only; most providers tell groups in userinfo, some (Entra) in the id token alone.
    userinfo: {
      request: async ({ client, tokens }) => {
        const inToken = claimsOf(tokens.id_token);
        if (client.issuer.metadata.userinfo_endpoint === undefined) return inToken;
        const inAnswer = await client.userinfo(tokens.access_token ?? "");
        // What is told about somebody else may have been slipped in.
        if (inAnswer.sub !== inToken.sub) throw new Error("The id token and userinfo are about different people.");
        return { ...inToken, ...inAnswer };
      },
    },
    profile: vouchedByOidc,
  };
}

/** The claims of an id token whose signature has been checked. */
function claimsOf(idToken: string | undefined): Claims & { sub: string } {
  const claims: unknown = JSON.parse(Buffer.from(idToken?.split(".")[1] ?? "", "base64url").toString());
  if (isJsonObject(claims) && typeof claims["sub"] === "string") return { ...claims, sub: claims["sub"] };
  throw new Error("The id token names nobody.");
}

function vouchedByOidc(claims: Claims): Vouched {
  const subject = String(claims["sub"]);
  const { groups, untold } = groupsIn(claims, env().PAO_OIDC_GROUPS_CLAIM);
  if (untold) log.warn("sign-in: the provider has more groups than it tells", { person: `oidc:${subject}` });
  const { email, unverified } = emailIn(claims);
  if (unverified !== null && unverified === env().PAO_ADMIN?.toLowerCase())
    log.warn("sign-in: PAO_ADMIN names an address that the provider has not verified: name the subject", { subject });
  const name = nameIn(claims["name"], claims["preferred_username"], email, subject);
  return { id: subject, name, email, groups };
}

function github(): OAuthConfig<{ account: Account }> {
  const known = env();
  const { PAO_GITHUB_CLIENT_ID: clientId = "", PAO_GITHUB_CLIENT_SECRET: clientSecret = "" } = known;
  const site = known.PAO_GITHUB_URL.replace(/\/+$/, "");
  const organisations = (known.PAO_GITHUB_ORGANISATIONS ?? "").split(",").map((name) => name.trim());
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    issuer: `${site}/login/oauth`,
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: "read:user user:email read:org" } },
    token: `${site}/login/oauth/access_token`,
    clientId,
    clientSecret,
    checks: ["pkce", "state"],
    httpOptions: { timeout: patienceMs },
    userinfo: {
      request: async ({ tokens }) => {
        const account = await readAccount(githubApi(site), tokens.access_token ?? "", organisations);
        const profile = { sub: account.id, account };
        return profile;
      },
    },
    profile: ({ account }): Vouched => account,
  };
}

/** Whoever is vouched for gets a session, or goes back to the sign-in page, which says why not. */
async function letIn(browser: Browser, provider: string | undefined, user: Vouched): Promise<boolean | string> {
  if (user.sid !== undefined) return true;
  const { id: subject, name, email, groups = [], refused } = user;
  if (refused !== undefined) return `${browser.origin}/signin?error=${refused}`;
  const { context, replaces } = browser;
  const answer = await signIn(context, {
    provider,
    subject,
    name: name ?? subject,
    email: email ?? null,
    groups,
    replaces,
  });
  if (answer.ok) {
    // Read when the cookie is written, right after this.
    user.sid = answer.value.session;
    return true;
  }
  log.warn(`sign-in: ${answer.problem.message}`, { person: `${provider}:${subject}` });
  return `${browser.origin}/signin?error=${answer.problem.code === "forbidden" ? "ended" : "failed"}`;
}
