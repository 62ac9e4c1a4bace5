import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import path from "node:path";
import { Problem } from "#lib/core/problem.ts";
import { env, readKey } from "./env.ts";
import { keysIn } from "./key-file.ts";

const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;

export interface Secrets {
  /** Encrypts; what is sealed for one context opens for no other: `request:17:inputs`. */
  seal(plain: string, context: string): string;
  /** Decrypts; a Problem when key, context or text is not the one it was sealed with. */
  open(sealed: string, context: string): string;
  /** Names the keys it opens with, without telling them; the first is the one it seals with. */
  fingerprints(): [string, ...string[]];
  /** A keyed digest, for tokens and for hashing what must not be guessed. */
  hmac(text: string): string;
  /** Is this the digest of the text, made with any of the keys? */
  isHmac(digest: string, text: string): boolean;
}

/**
 * Seals with the first key, and opens with any: while a key is replaced, the old one still opens what it sealed. The first
 * field of a sealed text names its key, so that a wrong one is told apart from damage.
 */
export function secretsWith(key: Uint8Array, ...older: readonly Uint8Array[]): Secrets {
  const current = derive(key);
  const all = [current, ...older.map(derive)];
  return {
    fingerprints: () => [current.name, ...all.slice(1).map(({ name }) => name)],
    hmac: (text) => digest(current, text),
    isHmac: (given, text) => all.some((one) => digest(one, text) === given),
    seal: (plain, context) => `${sealedBy(current.name)}${encrypt(current.sealing, plain, context)}`,
    open: (sealed, context) => {
      const [given, name, body] = sealed.split(".");
      if (given !== version || !name || !body) throw damaged(context);
      const found = all.find((one) => one.name === name);
      if (!found) throw otherKey(context, name);
      return decrypt(found.sealing, body, context);
    },
  };
}

/** How everything begins that was sealed with this key. */
export const sealedBy = (fingerprint: string): string => `${version}.${fingerprint}.`;

interface Derived {
  name: string;
  sealing: KeyObject;
  digesting: Buffer;
}

function derive(key: Uint8Array): Derived {
  const derived = (use: string) => Buffer.from(hkdfSync("sha256", key, "", `pao ${use}`, 32));
  const name = derived("fingerprint").toString("hex").slice(0, 16);
  return { name, sealing: createSecretKey(derived("sealing")), digesting: derived("digesting") };
}

function digest({ digesting }: Derived, text: string): string {
  return createHmac("sha256", digesting).update(text).digest("hex");
}

function encrypt(key: KeyObject, plain: string, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function decrypt(key: KeyObject, body: string, context: string): string {
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

function otherKey(context: string, name: string): Problem {
  return new Problem(
    "internal",
    `A secret value (${context}) was sealed with another key than the one PAO runs with.`,
    {
      remedy: `Set PAO_SECRET_KEY_OLD to the key it was sealed with (fingerprint ${name}) and run \`npm run rotate-key\`.`,
    },
  );
}

/** The keys of this process: the configured ones, or with PAO's own database those in its key file, made on first use. */
export function ownKeys(): [Uint8Array, ...Uint8Array[]] {
  const { PAO_SECRET_KEY, PAO_SECRET_KEY_OLD, PAO_DATA_DIR, ownDatabase } = env();
  const [configured, older] = [PAO_SECRET_KEY, PAO_SECRET_KEY_OLD].map((text) => (text ? readKey(text) : null));
  const more = older ? [older] : [];
  if (configured) return [configured, ...more];
  if (!ownDatabase)
    throw new Problem("invalid", "PAO_SECRET_KEY is not set.", { remedy: "Make one with `openssl rand -base64 32`." });
  return [...keysIn(path.join(PAO_DATA_DIR, "secret.key")), ...more];
}

let own: Secrets | undefined;
const secrets = (): Secrets => (own ??= secretsWith(...ownKeys()));

export const seal: Secrets["seal"] = (plain, context) => secrets().seal(plain, context);
export const open: Secrets["open"] = (sealed, context) => secrets().open(sealed, context);
export const fingerprints: Secrets["fingerprints"] = () => secrets().fingerprints();
export const hmac: Secrets["hmac"] = (text) => secrets().hmac(text);
export const isHmac: Secrets["isHmac"] = (digest, text) => secrets().isHmac(digest, text);
