import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { startEmbedded } from "#db/embedded.ts";
import { type GithubSite, startGithub } from "#tests/sign-in/github.ts";
import { type OidcProvider, startProvider } from "#tests/sign-in/provider.ts";
import { type Pao, startPao } from "./pao.ts";

/** An installation as an organisation runs it: its own PostgreSQL and key, and a real provider. */
export interface Installation {
  /** The web that signs in by OpenID Connect, and the one by GitHub. */
  url: string;
  githubUrl: string;
  provider: OidcProvider;
  github: GithubSite;
  sql: postgres.Sql;
  close(): Promise<void>;
}

/** Starts PostgreSQL, both providers, and on one database a web for each of them. */
export async function startInstallation(port: number): Promise<Installation> {
  const directory = mkdtempSync(path.join(tmpdir(), "pao-real-"));
  chmodSync(directory, 0o755);
  const url = `http://localhost:${port}`;
  const githubUrl = `http://localhost:${port + 1}`;
  const [server, provider, github] = await Promise.all([
    startEmbedded({ directory, throwaway: true }),
    startProvider(`${url}/api/auth/callback/oidc`),
    startGithub(),
  ]);
  const shared = {
    PAO_SANDBOX: "0",
    DATABASE_URL: server.url,
    PAO_SECRET_KEY: randomBytes(32).toString("base64"),
    PAO_ADMIN: "root@acme.example",
  };
  const settings = {
    ...shared,
    PAO_OIDC_ISSUER: provider.issuer,
    PAO_OIDC_CLIENT_ID: provider.clientId,
    PAO_OIDC_CLIENT_SECRET: provider.clientSecret,
    PAO_OIDC_SCOPE: "openid profile email groups",
  };
  const ofGithub = {
    ...shared,
    PAO_GITHUB_URL: github.url,
    PAO_GITHUB_CLIENT_ID: github.clientId,
    PAO_GITHUB_CLIENT_SECRET: github.clientSecret,
    PAO_GITHUB_ORGANISATIONS: "acme",
  };
  // A web alone is not ready: nobody would run what it takes.
  const webs: Pao[] = [await startPao(port, { settings })];
  webs.push(await startPao(port + 1, { role: "web", settings: ofGithub }));
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  const close = async () => {
    await sql.end();
    await Promise.all(webs.map((web) => web.stop()));
    await Promise.all([provider.close(), github.close()]);
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url, githubUrl, provider, github, sql, close };
}
