import type { Sql, TransactionSql } from "postgres";
import { Recent } from "#lib/core/recent.ts";

/**
 * What a connection prepared it keeps until it ends, so only what is used again and again is worth it: the texts used last that
 * came more than once. A list of values has a text of its own for each of its lengths, and many of those come once.
 */
const prepared = new Recent<true>(250);
const seen = new Recent<true>(500);
const mostValues = 60;

/**
 * Drizzle sends every statement unprepared: parsed and planned each time, and described first, which is a second way there
 * and back. Prepared, statements of one transaction may follow each other without waiting, too.
 */
export function preparing(client: Sql): Sql {
  const begin = client.begin.bind(client);
  prepare(client);
  client.begin = <T>(first: unknown, second?: unknown) => {
    const work = (second ?? first) as (tx: TransactionSql) => T;
    return begin(typeof first === "string" ? first : "", (tx) => work(prepare(tx)));
  };
  return client;
}

function prepare<S extends Pick<Sql, "unsafe">>(client: S): S {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = (text, values, options) =>
    unsafe(text, values, { ...options, prepare: isWorthIt(text, values?.length ?? 0) });
  return client;
}

function isWorthIt(text: string, values: number): boolean {
  if (prepared.get(text)) return true;
  if (values > mostValues) return false;
  const known = seen.get(text) ?? false;
  (known ? prepared : seen).set(text, true);
  return known;
}
