import { createPublicKey, generateKeyPairSync, randomBytes, verify } from "node:crypto";
import type { Sql } from "postgres";
import { isObject, parseJson, textOf } from "#lib/sandbox/json.ts";
import { json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { notFound, refuse } from "./refuse.ts";
import { app } from "./site.ts";

interface Keys {
  publicKey: string;
  privateKey: string;
}

/** The key pair of the sandbox's GitHub App: made once, so that none has to be published with the source. */
export async function appKeys(sql: Sql): Promise<Keys> {
  const read = () => sql<Keys[]>`SELECT public_key AS "publicKey", private_key AS "privateKey" FROM sandbox.github_app`;
  const [kept] = await read();
  if (kept !== undefined) return kept;
  const made = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await sql`
    INSERT INTO sandbox.github_app (public_key, private_key) VALUES (${made.publicKey}, ${made.privateKey})
    ON CONFLICT DO NOTHING`;
  return (await read())[0] ?? made;
}

/** `POST /app/installations/{id}/access_tokens`: a token for an hour, for whoever signs as the app. */
export async function createToken(sql: Sql, incoming: Incoming): Promise<Answer> {
  const [, jwt = ""] = /^bearer (.+)$/i.exec(incoming.headers.authorization ?? "") ?? [];
  const { publicKey } = await appKeys(sql);
  if (!isSigned(jwt, publicKey)) throw refuse(401, "A JSON web token could not be decoded");
  if (incoming.params["id"] !== String(app.installation)) throw notFound();
  const token = `ghs_${randomBytes(18).toString("base64url")}`;
  const [row] = await sql<{ expires: Date }[]>`
    INSERT INTO sandbox.github_token (token, expires) VALUES (${token}, clock_timestamp() + interval '1 hour')
    RETURNING expires`;
  const expires = row?.expires.toISOString().replace(/\.\d+Z$/, "Z") ?? "";
  const permissions = { actions: "write", contents: "write", metadata: "read", pull_requests: "write" };
  return json(201, { token, expires_at: expires, permissions, repository_selection: "all" });
}

export async function holdsToken(sql: Sql, token: string): Promise<boolean> {
  const rows = await sql`SELECT 1 FROM sandbox.github_token WHERE token = ${token} AND expires > clock_timestamp()`;
  return rows.length > 0;
}

function isSigned(jwt: string, publicKey: string): boolean {
  const [head = "", claims = "", signature = ""] = jwt.split(".");
  const read = parseJson(Buffer.from(claims, "base64url").toString("utf8"));
  if (!isObject(read) || textOf(read["iss"]) !== String(app.id)) return false;
  const now = Date.now() / 1000;
  const { exp, iat } = read;
  // GitHub takes no token for more than ten minutes, and none from the future.
  if (typeof exp !== "number" || typeof iat !== "number" || exp < now || exp > now + 660 || iat > now + 60)
    return false;
  const signed = Buffer.from(`${head}.${claims}`);
  return verify("sha256", signed, createPublicKey(publicKey), Buffer.from(signature, "base64url"));
}
