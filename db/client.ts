import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { databaseUrl } from "#lib/env.ts";
import { afterwards } from "./after-commit.ts";
import { preparing } from "./prepared.ts";
import * as tables from "./tables.ts";

// Web, engine and sandbox share one server: modest pools leave room for many processes under max_connections.
const poolSize = 10;

/** Seconds before the next try to connect. The library's own grow to 20 at once, because each connection of a pool that is lost counts as a try. */
export const reconnectAfter = (tries: number): number => Math.min(1, 3 ** tries / 100) * (0.5 + Math.random() / 2);

export type Database = ReturnType<typeof openDatabase>["db"];
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What reads: a database or a transaction on it. */
export type Reader = Database | Transaction;

/** A pool of its own, for engines and tests. */
export function openDatabase(url: string, more: { poolSize?: number } = {}) {
  const client = postgres(url, {
    max: more.poolSize ?? poolSize,
    idle_timeout: 60,
    backoff: reconnectAfter,
    onnotice: () => {},
    connection: { application_name: "pao" },
  });
  const db = afterwards(drizzle(preparing(client), { schema: tables }));
  return { db, url, close: () => client.end({ timeout: 5 }) };
}

// One Next.js process may hold several instances of this module; the pool must exist once.
declare global {
  var paoDatabase: ReturnType<typeof openDatabase> | undefined;
}

/** The database of this process. */
export function database(): Database {
  globalThis.paoDatabase ??= openDatabase(databaseUrl());
  return globalThis.paoDatabase.db;
}
