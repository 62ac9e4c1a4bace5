import { and, asc, desc, gt, gte, type SQL, sql } from "drizzle-orm";
import { beginning, canonical, digestOf, hashEntry, packed, type Seal } from "./audit-chain.ts";
import type { Database, Reader, Transaction } from "./client.ts";
import { audit, auditSeal } from "./tables.ts";

type Link = Pick<Seal, "n" | "above" | "to" | "digest">;

const most = 1000;
const mostAtOnce = 50;

export async function lastSeal(on: Reader): Promise<Link> {
  const { n, above, to, digest } = auditSeal;
  const [last] = await on.select({ n, above, to, digest }).from(auditSeal).orderBy(desc(n)).limit(1);
  return last ?? { n: 0, above: 0, to: "0", digest: beginning };
}

/**
 * Seals what has been written, oldest transaction first, and answers how many entries that were. Only what is below the oldest
 * running transaction: of that nothing more can come, so that nothing is ever written between what is sealed.
 */
export async function sealAudit(db: Database, each = most): Promise<number> {
  let sealed = 0;
  for (let batch = 0; batch < mostAtOnce; batch++) {
    const more = await db.transaction(async (tx) => sealNext(tx, await horizon(tx), each));
    sealed += more;
    if (more < each) break;
  }
  return sealed;
}

async function horizon(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ xmin: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`);
  return row?.xmin ?? "0";
}

async function sealNext(tx: Transaction, below: string, atMost: number): Promise<number> {
  const last = await lastSeal(tx);
  // Read later than the horizon, so that all below it is seen. A transaction's entries stay together.
  const rows = await tx.execute<{ id: string; xid: string; text: string }>(sql`
    select ${audit.id}::text as id, ${audit.xid}::text as xid, ${canonical} as text from ${audit}
    where ${unsealed(last)} and ${audit.xid} < ${below}::xid8
    order by ${audit.xid} fetch first ${atMost} rows with ties`);
  const newest = rows.at(-1)?.xid;
  if (newest === undefined) return 0;
  const entries = rows.map(({ id, text }) => ({ id: Number(id), hash: hashEntry(text) }));
  const written = await addSeal(tx, last, {
    above: last.above,
    from: last.to,
    to: after(newest),
    entries: packed(entries.toSorted((a, b) => a.id - b.id)),
  });
  return written ? entries.length : 0;
}

function unsealed({ above, to }: Link): SQL | undefined {
  return and(above === 0 ? undefined : gt(audit.id, above), gte(audit.xid, to));
}

async function addSeal(
  tx: Transaction,
  { n, digest: previous }: Link,
  more: Pick<Seal, "above" | "from" | "to" | "entries">,
): Promise<boolean> {
  const seal = { n: n + 1, at: new Date(), previous, ...more };
  // Of two that seal at once, one has written this link; the other's is dropped.
  const written = await tx
    .insert(auditSeal)
    .values({ ...seal, digest: digestOf(seal) })
    .onConflictDoNothing()
    .returning({ n: auditSeal.n });
  return written.length > 0;
}

/** A transaction's id is a number of 64 bits. */
const after = (xid: string): string => String(BigInt(xid) + 1n);

/**
 * A database that was restored into another cluster has its transactions counted anew. Whoever wrote what is there is gone, so all
 * of it is sealed; the chain then goes on with entries of greater ids only. To be called before anything is written.
 */
export async function sealAfterRestore(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const last = await lastSeal(tx);
    const counted = tx.select({ xid: audit.xid }).from(audit).where(unsealed(last));
    const [newest] = await counted.orderBy(desc(audit.xid)).limit(1);
    const begun = after(newest?.xid ?? "0");
    if (!(await isAhead(tx, [begun, last.to]))) return;
    while ((await sealNext(tx, begun, most)) > 0);
    const [top] = await tx.select({ id: audit.id }).from(audit).orderBy(desc(audit.id)).limit(1);
    const empty = { above: top?.id ?? last.above, from: "0", to: "0", entries: packed([]) };
    await addSeal(tx, await lastSeal(tx), empty);
  });
}

async function isAhead(tx: Transaction, known: readonly string[]): Promise<boolean> {
  const [row] = await tx.execute<{ next: string }>(sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`);
  return row !== undefined && known.some((xid) => BigInt(xid) > BigInt(row.next));
}

/** How far the chain has come, for who reads the audit. */
export async function sealedSoFar(on: Reader): Promise<{ seals: number; at: Date | null; unsealedSince: Date | null }> {
  const last = await lastSeal(on);
  const [[seal], [open]] = await Promise.all([
    on.select({ at: auditSeal.at }).from(auditSeal).orderBy(desc(auditSeal.n)).limit(1),
    on.select({ at: audit.at }).from(audit).where(unsealed(last)).orderBy(asc(audit.xid)).limit(1),
  ]);
  return { seals: last.n, at: seal?.at ?? null, unsealedSince: open?.at ?? null };
}
