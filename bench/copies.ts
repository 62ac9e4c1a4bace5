import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";

/** The rows of one request, by table, parents first. */
const tables = {
  resource: "id = (select resource from request where number = $)",
  request: "number = $",
  step: "request = $",
  event: "request = $",
  attempt: "request = $",
  log_line: "request = $",
  audit: "subject = 'request:' || $",
};

/** Keeps the rows of a request as a pattern to copy, with the wake-up that settles it. */
export async function keepPattern(db: Database, pattern: string, number: number): Promise<void> {
  await db.transaction(async (tx) => {
    await run(tx, `create schema ${pattern}`);
    for (const [table, which] of Object.entries(tables))
      await run(
        tx,
        `create table ${pattern}.${table} as select * from ${table} where ${which.replace("$", `${number}`)}`,
      );
    const job = `name = 'step' and data->>'request' = '${number}' limit 1`;
    await run(tx, `create table ${pattern}.job as select * from pgboss.job where ${job}`);
  });
}

/** What differs from copy to copy; `copy` counts them, `base` is the highest number so far. Keys are made from what they are of. */
const number = "(select base from copied) + copy";
const own: Record<string, Record<string, string>> = {
  resource: { id: `md5('resource ' || ${number})::uuid` },
  request: { number, resource: `md5('resource ' || ${number})::uuid` },
  step: { request: number },
  event: { request: number },
  attempt: { request: number, id: `md5('attempt ' || ${number} || old.step)::uuid` },
  log_line: { request: number, attempt: `md5('attempt ' || ${number} || old.step)::uuid` },
  audit: { subject: `'request:' || ${number}` },
};

/** What its table gives by itself. */
const given: Record<string, readonly string[]> = { log_line: ["id"], audit: ["id", "xid"] };

/**
 * Copies a pattern so many times in one transaction, every copy older than the next one by so many seconds. With `wake`
 * an engine settles them from the commit on.
 */
export async function copyPattern(
  db: Database,
  pattern: string,
  many: number,
  { apartSeconds = 0, wake = false },
): Promise<void> {
  await db.transaction(async (tx) => {
    // Rows that were right once need no check against each other.
    await run(tx, "set local session_replication_role = replica");
    await run(tx, "create temporary table copied on commit drop as select max(number) as base from request");
    for (const table of Object.keys(tables)) await copyTable(tx, pattern, table, many, apartSeconds);
    await run(tx, "select setval(pg_get_serial_sequence('request', 'number'), max(number)) from request");
    if (wake) await wakeCopies(tx, pattern, many);
  });
}

async function copyTable(tx: Transaction, pattern: string, table: string, many: number, apart: number): Promise<void> {
  const columns = await tx.execute<{ name: string; type: string }>(sql`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table}`);
  const taken = columns.filter(({ name }) => !given[table]?.includes(name));
  const names = taken.map(({ name }) => `"${name}"`).join(", ");
  const values = taken.map(({ name, type }) => {
    const changed = own[table]?.[name];
    if (changed !== undefined) return changed;
    return type.startsWith("timestamp")
      ? `old."${name}" - (${many} - copy) * ${apart} * interval '1 s'`
      : `old."${name}"`;
  });
  await run(
    tx,
    `insert into ${table} (${names}) overriding system value
     select ${values.join(", ")} from generate_series(1, ${many}) copy, ${pattern}.${table} old`,
  );
}

/** One wake-up each, and one notice for all of them, as the queue sends it. */
async function wakeCopies(tx: Transaction, pattern: string, many: number): Promise<void> {
  const columns = await tx.execute<{ name: string }>(sql`
    select column_name as name from information_schema.columns where table_schema = 'pgboss' and table_name = 'job'`);
  const values = columns.map(({ name }) => {
    if (name === "id") return "gen_random_uuid()";
    if (name === "data") return `jsonb_build_object('request', ${number})`;
    return ["created_on", "start_after"].includes(name) ? "now()" : `old."${name}"`;
  });
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  await run(
    tx,
    `insert into pgboss.job (${names}) select ${values.join(", ")} from generate_series(1, ${many}) copy, ${pattern}.job old`,
  );
  await run(tx, "select pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), 'step')");
}

const run = (on: Database | Transaction, text: string) => on.execute(sql.raw(text));
