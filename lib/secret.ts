import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Problem } from "#lib/core/problem.ts";
import { env, readKey } from "./env.ts";

const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;

export interface Secrets {
  /** Encrypts; what is sealed for one context opens for no other: `request:17:inputs`. */
  seal(plain: string, context: string): string;
  /** Decrypts; a Problem when key, context or text is not the one it was sealed with. */
  open(sealed: string, context: string): string;
  /** Names the key without telling it, to compare at start. */
  fingerprint(): string;
  /** A keyed digest, for tokens and for hashing what must not be guessed. */
  hmac(text: string): string;
}

/** Sealing with one given key. The first field of a sealed text names the key, so that a wrong one is told apart from damage. */
export function secretsWith(key: Uint8Array): Secrets {
  const derived = (use: string) => Buffer.from(hkdfSync("sha256", key, "", `pao ${use}`, 32));
  const sealing = derived("sealing");
  const digesting = derived("digesting");
  const name = derived("fingerprint").toString("hex").slice(0, 16);
  return {
    fingerprint: () => name,
    hmac: (text) => createHmac("sha256", digesting).update(text).digest("hex"),
    seal: (plain, context) => `${version}.${name}.${encrypt(sealing, plain, context)}`,
    open: (sealed, context) => {
      const [given, keyName, body] = sealed.split(".");
      if (given !== version || !keyName || !body) throw damaged(context);
      if (keyName !== name) throw otherKey(context);
      return decrypt(sealing, body, context);
    },
  };
}

function encrypt(key: Uint8Array, plain: string, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function decrypt(key: Uint8Array, body: string, context: string): string {
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < nonceBytes + tagBytes) throw damaged(context);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch (cause) {
    throw damaged(context, cause);
  }
}

function damaged(context: string, cause?: unknown): Problem {
  return new Problem("internal", `A secret value (${context}) is damaged: it can't be opened.`, {
    remedy: "Restore it from a backup, or enter it again.",
    cause,
  });
}

function otherKey(context: string): Problem {
  return new Problem(
    "internal",
    `A secret value (${context}) was sealed with another key than the one PAO runs with.`,
    {
      remedy: "Set PAO_SECRET_KEY (or put back secret.key) to the key it was sealed with.",
    },
  );
}

/** The key of this process: the configured one, or with PAO's own database the one in its key file, made on first use. */
function ownKey(): Uint8Array {
  const { PAO_SECRET_KEY, PAO_DATA_DIR, ownDatabase } = env();
  const configured = PAO_SECRET_KEY === undefined ? null : readKey(PAO_SECRET_KEY);
  if (configured) return configured;
  if (!ownDatabase)
    throw new Problem("invalid", "PAO_SECRET_KEY is not set.", { remedy: "Make one with `openssl rand -base64 32`." });
  return keyFile(path.join(PAO_DATA_DIR, "secret.key"));
}

/** Reads the key file, or makes it; exported for its test. */
export function keyFile(file: string): Uint8Array {
  if (!existsSync(file)) makeKeyFile(file);
  const key = readKey(readFileSync(file, "utf8").trim());
  if (key) return key;
  throw new Problem("internal", `The key file ${file} holds no key.`, { remedy: "Put back the one from your backup." });
}

/** A link appears whole or not at all: of several first starters one wins, and nobody reads half a key. */
function makeKeyFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

let own: Secrets | undefined;
const secrets = (): Secrets => (own ??= secretsWith(ownKey()));

export const seal: Secrets["seal"] = (plain, context) => secrets().seal(plain, context);
export const open: Secrets["open"] = (sealed, context) => secrets().open(sealed, context);
export const fingerprint: Secrets["fingerprint"] = () => secrets().fingerprint();
export const hmac: Secrets["hmac"] = (text) => secrets().hmac(text);
