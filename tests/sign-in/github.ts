import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** Somebody with an account. */
export interface GithubUser {
  id: number;
  login: string;
  name?: string | null;
  emails?: { email: string; primary: boolean; verified: boolean; visibility: string | null }[];
  /** By organisation. */
  memberships?: Record<string, "active" | "pending">;
  /** `organisation/team`; `null` as the scope does not allow to ask. */
  teams?: string[] | null;
}

export interface GithubSite {
  url: string;
  clientId: string;
  clientSecret: string;
  users: Map<string, GithubUser>;
  /** A token as the web flow would give it. */
  tokenFor: (login: string) => string;
  /** Answered with this instead, while there is a status; `at` the end of one path only. */
  ill: { status: number | null; at?: string; message?: string; headers?: Record<string, string> };
  close(): Promise<void>;
}

interface Grant {
  login: string;
  challenge: string;
  redirectUri: string;
}

const clientId = "pao-on-github";
const clientSecret = "known-to-pao-and-github-alone";

/** GitHub's web flow for OAuth apps and what its API says of who signed in, on loopback, as GitHub Enterprise Server has it. */
export async function startGithub(): Promise<GithubSite> {
  const users = new Map<string, GithubUser>();
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, string>();
  const ill: GithubSite["ill"] = { status: null };
  const tokenFor = (login: string) => {
    const token = `gho_${randomUUID()}`;
    tokens.set(token, login);
    return token;
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    if (pathname === "/login/oauth/authorize") return authorize(request, response, searchParams);
    if (pathname === "/login/oauth/access_token") return exchange(request, response);
    const login = tokens.get(/^Bearer (.*)$/.exec(request.headers.authorization ?? "")?.[1] ?? "");
    const user = login === undefined ? undefined : users.get(login);
    const { status: wrong, at = "", message = "Something went wrong", headers = {} } = ill;
    if (wrong !== null && pathname.endsWith(at)) return json(response, wrong, { message }, headers);
    if (!user) return json(response, 401, { message: "Bad credentials" });
    const [status, body] = said(user, pathname.replace("/api/v3", ""), searchParams);
    json(response, status, body);
  }

  async function authorize(request: IncomingMessage, response: ServerResponse, asked: URLSearchParams): Promise<void> {
    if (request.method === "GET") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><html lang="en"><title>GitHub</title><link rel="icon" href="data:,">
        <form method="post"><label>Username <input name="login" autofocus></label><button>Authorize</button></form></html>`);
      return;
    }
    const login = new URLSearchParams(await text(request)).get("login") ?? "";
    const code = randomUUID();
    const redirectUri = asked.get("redirect_uri") ?? "";
    codes.set(code, { login, challenge: asked.get("code_challenge") ?? "", redirectUri });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", asked.get("state") ?? "");
    response.writeHead(302, { location: back.href }).end();
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = new URLSearchParams(await text(request));
    const grant = codes.get(given.get("code") ?? "");
    codes.delete(given.get("code") ?? "");
    const proof = createHash("sha256")
      .update(given.get("code_verifier") ?? "")
      .digest("base64url");
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const known = request.headers.authorization === basic || given.get("client_secret") === clientSecret;
    if (!grant || !known || grant.challenge !== proof || grant.redirectUri !== given.get("redirect_uri"))
      return json(response, 200, {
        error: "bad_verification_code",
        error_description: "The code is incorrect or expired.",
      });
    const scope = "read:org,read:user,user:email";
    json(response, 200, { access_token: tokenFor(grant.login), token_type: "bearer", scope });
  }

  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { url, clientId, clientSecret, users, tokenFor, ill, close };
}

/** What the API says to this user of themselves. */
function said(user: GithubUser, path: string, query: URLSearchParams): [status: number, body: unknown] {
  const { id, login, name = null, emails = [], memberships = {}, teams = [] } = user;
  if (path === "/user") return [200, { id, login, name }];
  if (path === "/user/emails") return [200, emails];
  if (path === "/user/teams") {
    if (teams === null) return [403, { message: "You need at least read:org scope" }];
    const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("per_page") ?? 30)];
    return [200, teams.slice((page - 1) * size, page * size).map(teamShown)];
  }
  const organisation = /^\/user\/memberships\/orgs\/([^/]+)$/.exec(path)?.[1] ?? "";
  const state = memberships[organisation];
  return state === undefined ? [404, { message: "Not Found" }] : [200, { state, role: "member" }];
}

function teamShown(name: string) {
  const [organisation = "", slug = "", above] = name.split("/");
  return { slug, organization: { login: organisation }, parent: above === undefined ? null : { slug: above } };
}

function json(response: ServerResponse, status: number, body: unknown, more: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...more }).end(JSON.stringify(body));
}
