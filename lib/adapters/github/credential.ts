import { createHash } from "node:crypto";
import { createAppAuth } from "@octokit/auth-app";
import { RequestError } from "octokit";
import { AdapterError, type OpenConnection } from "../adapter.ts";
import { bareClient } from "./octokit.ts";

type AppAuth = ReturnType<typeof createAppAuth>;

/** One for each app and key: it holds the installation's token until shortly before that expires. */
const apps = new Map<string, AppAuth>();
const mostApps = 50;

/** A token of the app's installation where there is an app, otherwise the connection's own. */
export async function tokenOf(connection: OpenConnection): Promise<string> {
  return (await signIn(connection)).token;
}

export interface SignedIn {
  token: string;
  /** What GitHub says that the app's installation may, by name; null for a token of one's own. */
  permissions: Readonly<Record<string, string>> | null;
}

export async function signIn({ baseUrl, credential }: OpenConnection): Promise<SignedIn> {
  const { token, appId, installationId, privateKey } = credential;
  if (!appId || !installationId || !privateKey) {
    if (token) return { token, permissions: null };
    throw incomplete();
  }
  const auth = appAuth(baseUrl, appId, privateKey);
  try {
    const granted = await auth({ type: "installation", installationId: Number(installationId) });
    return { token: granted.token, permissions: granted.permissions };
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw unreadableKey(error);
  }
}

/** A token that was refused is not brought again. */
export function forgetToken({ baseUrl, credential: { appId = "", privateKey = "" } }: OpenConnection): void {
  apps.delete(nameOf(baseUrl, appId, privateKey));
}

function appAuth(baseUrl: string, appId: string, privateKey: string): AppAuth {
  const name = nameOf(baseUrl, appId, privateKey);
  const known = apps.get(name);
  if (known) return known;
  if (apps.size >= mostApps) apps.clear();
  const auth = createAppAuth({ appId, privateKey: pem(privateKey), request: bareClient(baseUrl).request });
  apps.set(name, auth);
  return auth;
}

function nameOf(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

/** A key that came through a form of one line, or an environment variable, has lost its line ends. Exported for its test. */
export function pem(key: string): string {
  const [, kind = "", body = ""] = /-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/.exec(key) ?? [];
  if (body === "") return key;
  const lines = body.replace(/\\[rn]|\s/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ""].join("\n");
}

function incomplete(): AdapterError {
  const problem = {
    code: "github_no_credential",
    sentence: "The GitHub connection has no token, and not all that a GitHub App needs to sign in.",
    remedy:
      "An admin enters a token, or app id, installation id and private key, under Settings, Connections; then retry.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false });
}

/** Without what the library says: it may quote the key. */
function unreadableKey(cause: unknown): AdapterError {
  const problem = {
    code: "github_app_key",
    sentence: "The private key of the GitHub App can't be read.",
    remedy: "An admin enters the whole .pem file that GitHub handed out under Settings, Connections; then retry.",
  };
  return new AdapterError(problem, { effect: "none", repeat: false, cause });
}
