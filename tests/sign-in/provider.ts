import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";

/** Somebody as the provider's directory has them. */
export interface DirectoryEntry {
  name: string;
  email?: string;
  email_verified?: boolean;
  groups?: unknown;
}

export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** May be changed while it runs: the next sign-in tells it. */
  people: Map<string, DirectoryEntry>;
  /** What clients asked to be signed in with. */
  asked: URLSearchParams[];
  close(): Promise<void>;
}

const clientId = "pao";
const clientSecret = "known-to-pao-and-its-provider-alone";

/** A real OpenID provider on loopback. Its page asks who somebody is and believes it; groups are in userinfo only. */
export async function startProvider(redirectUri: string): Promise<OidcProvider> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, DirectoryEntry>();
  const asked: URLSearchParams[] = [];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"], groups: ["groups"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["of the provider"] },
    interactions: { url: (_context, { uid }) => `/who/${uid}` },
    findAccount: (_context, sub) => {
      const found = people.get(sub);
      return found && { accountId: sub, claims: () => ({ sub, ...found }) };
    },
    // Nobody is asked whether PAO may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (!client || session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile email groups");
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", issuer);
    if (pathname === "/auth") asked.push(searchParams);
    if (pathname.startsWith("/who/")) void askWho(provider, request, response);
    else void handle(request, response);
  });
  return { issuer, clientId, clientSecret, people, asked, close: () => closeServer(server) };
}

async function askWho(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Directory</title><link rel="icon" href="data:,">
      <form method="post"><label>Who are you? <input name="who" autofocus></label><button>Go on</button></form></html>`);
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get("who") ?? "";
  await provider.interactionFinished(request, response, { login: { accountId } });
}

async function closeServer(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}
