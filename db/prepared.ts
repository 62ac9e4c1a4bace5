import type { Sql, TransactionSql } from "postgres";

/** A connection keeps what it prepared until it ends: so many texts of ours are worth that, and no longer ones. */
const mostTexts = 250;
const mostValues = 60;
const texts = new Set<string>();

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
  if (texts.has(text)) return true;
  if (values > mostValues || texts.size >= mostTexts) return false;
  texts.add(text);
  return true;
}
