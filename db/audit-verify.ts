import { and, asc, count, eq, gt, gte, lt, lte, type SQL } from "drizzle-orm";
import { beginning, canonical, digestOf, hashEntry, type Seal, type Sealed, unpacked } from "./audit-chain.ts";
import type { Database, Transaction } from "./client.ts";
import { audit, auditSeal } from "./tables.ts";

export interface Verdict {
  seals: number;
  /** Entries that the seals hold. */
  entries: number;
  /** Entries that no seal holds yet. */
  unsealed: number;
  /** The digest of the last seal: it stands for all that was sealed. */
  head: string;
  /** What does not hold first, as one sentence. */
  broken: string | null;
}

interface Chain {
  seals: number;
  head: string;
  last: Seal | null;
  /** Where the counting of transactions began anew: ids, ascending. */
  starts: number[];
  /** The digest that was kept elsewhere is one of its own. */
  met: boolean;
}

interface Found {
  entries: number;
  broken: string | null;
}

const sealsAtOnce = 10;

/** Walks the chain and then what it holds, as both stand at one moment, and names the first link or entry that is not what was sealed. */
export async function verifyAudit(db: Database, { expected }: { expected?: string } = {}): Promise<Verdict> {
  return db.transaction(
    async (tx) => {
      const chain: Chain = {
        seals: 0,
        head: beginning,
        last: null,
        starts: [],
        met: (expected ?? beginning) === beginning,
      };
      const link = await walkLinks(tx, chain, expected);
      const cut = chain.met ? null : `No seal has the digest ${expected}: the chain was cut or made anew.`;
      const found = link === null ? await walkEntries(tx, chain) : { entries: 0, broken: link };
      return {
        seals: chain.seals,
        entries: found.entries,
        unsealed: await countUnsealed(tx, chain),
        head: chain.head,
        broken: found.broken ?? cut,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function* sealsOf(tx: Transaction): AsyncGenerator<Seal> {
  let n = -(2 ** 31);
  for (;;) {
    const seals = await tx
      .select()
      .from(auditSeal)
      .where(gt(auditSeal.n, n))
      .orderBy(asc(auditSeal.n))
      .limit(sealsAtOnce);
    yield* seals;
    const last = seals.at(-1);
    if (last === undefined) return;
    n = last.n;
  }
}

async function walkLinks(tx: Transaction, chain: Chain, expected: string | undefined): Promise<string | null> {
  for await (const seal of sealsOf(tx)) {
    const broken = brokenLink(chain.last, seal);
    if (broken !== null) return broken;
    if (seal.above !== chain.last?.above) chain.starts.push(seal.above);
    chain.met ||= seal.digest === expected;
    chain.seals = seal.n;
    chain.head = seal.digest;
    chain.last = seal;
  }
  return null;
}

async function walkEntries(tx: Transaction, chain: Chain): Promise<Found> {
  let entries = 0;
  let last: Seal | null = null;
  for await (const seal of sealsOf(tx)) {
    const sealed = unpacked(seal.entries);
    const broken = (await strayBefore(tx, chain, last, seal)) ?? (await brokenEntry(tx, chain, seal, sealed));
    if (broken !== null) return { entries, broken };
    entries += sealed.length;
    last = seal;
  }
  return { entries, broken: null };
}

/** Whether a seal is as it was written, and follows the one before. */
function brokenLink(last: Seal | null, seal: Seal): string | null {
  const n = (last?.n ?? 0) + 1;
  if (seal.n !== n) return `Seal ${n} is missing: seal ${seal.n} follows ${n === 1 ? "nothing" : `seal ${n - 1}`}.`;
  if (digestOf(seal) !== seal.digest) return `Seal ${n} was changed: it does not lead to its digest.`;
  if (seal.previous !== (last?.digest ?? beginning))
    return `Seal ${n} does not follow ${n === 1 ? "nothing" : `seal ${n - 1}`}: one of them was put in place of another.`;
  const follows = last === null || seal.above > last.above ? "0" : last.to;
  return seal.from === follows ? null : `Seal ${n} leaves out transactions ${follows} to ${seal.from}.`;
}

async function brokenEntry(
  tx: Transaction,
  chain: Chain,
  seal: Seal,
  sealed: readonly Sealed[],
): Promise<string | null> {
  const within = and(countedWith(chain, seal.above), gte(audit.xid, seal.from), lt(audit.xid, seal.to));
  const found = new Map((await entriesWhere(tx, within)).map(({ id, text }) => [id, text]));
  for (const { id, hash } of sealed) {
    const text = found.get(id);
    if (text === undefined) return missing(tx, id);
    if (hashEntry(text) !== hash)
      return `Entry ${id} was changed: it is not what seal ${seal.n} holds. It now says ${text}`;
    found.delete(id);
  }
  const [stray] = [...found.keys()].toSorted((a, b) => a - b);
  return stray === undefined ? null : strayed(tx, stray, `seal ${seal.n} was`);
}

/** An entry where none was: from another seal, or out of nowhere. */
async function strayed(tx: Transaction, id: number, without: string): Promise<string> {
  for await (const { entries } of sealsOf(tx))
    if (unpacked(entries).some((sealed) => sealed.id === id)) return missing(tx, id);
  return `Entry ${id} was inserted: ${without} made without it.`;
}

async function missing(tx: Transaction, id: number): Promise<string> {
  const [moved] = await tx.select({ text: canonical }).from(audit).where(eq(audit.id, id));
  if (!moved) return `Entry ${id} is missing.`;
  return `Entry ${id} was changed: it stands in another transaction. It now says ${moved.text}`;
}

/** When the counting began anew, everything that was there had been sealed. */
async function strayBefore(tx: Transaction, chain: Chain, last: Seal | null, seal: Seal): Promise<string | null> {
  if (last === null || seal.above === last.above) return null;
  const [stray] = await entriesWhere(tx, and(countedWith(chain, last.above), gte(audit.xid, last.to)));
  return stray ? strayed(tx, stray.id, `all seals up to ${last.n} were`) : null;
}

/** The entries whose transactions were counted together. */
function countedWith({ starts }: Chain, above: number): SQL | undefined {
  const next = starts.find((start) => start > above);
  return and(above === 0 ? undefined : gt(audit.id, above), next === undefined ? undefined : lte(audit.id, next));
}

async function entriesWhere(tx: Transaction, where: SQL | undefined) {
  return tx.select({ id: audit.id, text: canonical }).from(audit).where(where).orderBy(asc(audit.id));
}

async function countUnsealed(tx: Transaction, { last }: Chain): Promise<number> {
  const above = last === null || last.above === 0 ? undefined : gt(audit.id, last.above);
  const [row] = await tx
    .select({ open: count() })
    .from(audit)
    .where(and(above, last ? gte(audit.xid, last.to) : undefined));
  return row?.open ?? 0;
}
