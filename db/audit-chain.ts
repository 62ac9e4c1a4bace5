import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { audit, type auditSeal } from "./tables.ts";

export type Seal = typeof auditSeal.$inferSelect;

/** What a seal keeps of an entry. */
export interface Sealed {
  id: number;
  /** SHA-256 of the entry, hex. */
  hash: string;
}

/** What the first seal has before it. */
export const beginning = "0".repeat(64);

/** A moment as it is sealed and told: UTC, to the microsecond. */
export const utc = (at: SQL | typeof audit.at): SQL<string> =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** An entry as it is hashed: a JSON array of all it says, written as PostgreSQL writes `jsonb`. docs/audit.md tells it to others. */
export const canonical = sql<string>`jsonb_build_array(
  ${audit.id}, ${utc(audit.at)}, ${audit.xid}::text, ${audit.actor}, ${audit.who}, ${audit.behalf}, ${audit.door}, ${audit.address},
  ${audit.userAgent}, ${audit.verb}, ${audit.subject}, ${audit.outcome}, ${audit.detail}
)::text`;

export function hashEntry(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const idBytes = 8;
const bytesEach = idBytes + 32;

/** Each entry as 8 bytes of its id, the highest first, and the 32 of its hash. */
export function packed(entries: readonly Sealed[]): Buffer {
  const bytes = Buffer.alloc(entries.length * bytesEach);
  entries.forEach(({ id, hash }, at) => {
    bytes.writeBigInt64BE(BigInt(id), at * bytesEach);
    bytes.write(hash, at * bytesEach + idBytes, "hex");
  });
  return bytes;
}

export function unpacked(bytes: Buffer): Sealed[] {
  return Array.from({ length: Math.floor(bytes.length / bytesEach) }, (_, n) => {
    const at = n * bytesEach;
    return {
      id: Number(bytes.readBigInt64BE(at)),
      hash: bytes.toString("hex", at + idBytes, at + bytesEach),
    };
  });
}

/** The digest that stands for a seal, and through `previous` for all before it. */
export function digestOf({ n, at, above, from, to, previous, entries }: Omit<Seal, "digest">): string {
  const head = [n, at.toISOString(), above, from, to, previous].join("\n");
  return createHash("sha256").update(`${head}\n`).update(entries).digest("hex");
}
