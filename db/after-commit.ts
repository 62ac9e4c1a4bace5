import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { Problem } from "#lib/core/problem.ts";
import { log } from "#lib/log.ts";
import type * as tables from "./tables.ts";

type Db = PostgresJsDatabase<typeof tables> & { $client: Sql };
type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
type Later = (db: Db) => Promise<void>;

// One Next.js process may hold several instances of this module; a transaction is known to all of them.
declare global {
  var paoLater: WeakMap<object, Later[]> | undefined;
}

const waiting = (): WeakMap<object, Later[]> => (globalThis.paoLater ??= new WeakMap());

/** Tells somebody of what a transaction does, once it is true: nothing is told of one that is rolled back. */
export function afterCommit(tx: Tx, tell: Later): void {
  const later = waiting().get(tx);
  if (!later) throw new Problem("internal", "Nobody is told of what a transaction within another one does.");
  later.push(tell);
}

/** A database whose transactions tell what they have to tell when they are over. That this fails is no failure of theirs. */
export function afterwards<D extends Db>(db: D): D {
  const transaction = db.transaction.bind(db);
  db.transaction = async (work, config) => {
    const later: Later[] = [];
    const value = await transaction((tx) => {
      waiting().set(tx, later);
      return work(tx);
    }, config);
    for (const tell of later)
      await tell(db).catch((error: unknown) => log.warn("what was done could not be told", { error }));
    return value;
  };
  return db;
}
