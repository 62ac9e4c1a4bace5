import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { migrate } from "#db/migrate.ts";
import { atOnce, type Load } from "./load.ts";

type Row = Record<string, postgres.ParameterOrJSON<never>>;

/** What one order wrote, by table. */
interface Written {
  resource: Row[];
  request: Row[];
  step: Row[];
  event: Row[];
  audit: Row[];
  job: Row[];
}

/** What those rows refer to, parents first. */
const parents = ["team", "project", "environment", "offering", "revision"];

/**
 * The rows of one order written again and again, with nothing around them, to a database beside PAO's where no engine
 * takes them up. The same server, the same durability.
 */
export async function bareTransactions(
  databaseUrl: string,
  number: number,
  connections: number,
  count: number,
): Promise<Load> {
  const url = databaseUrl.replace(/\/pao$/, "/pao_bench");
  const source = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await source`create database pao_bench`;
  await migrate(url, ["bench"]);
  const target = postgres(url, { max: connections, onnotice: () => {} });
  try {
    for (const table of parents) {
      const rows = await source<Row[]>`select * from ${source(table)}`;
      // A new installation begins with environments of its own.
      await target`delete from ${target(table)}`;
      await insert(target, table, rows);
    }
    const written = await rowsOf(source, number);
    await atOnce(connections, connections * 3, () => writeOnce(target, written));
    return await atOnce(connections, count, () => writeOnce(target, written));
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

async function rowsOf(sql: postgres.Sql, number: number): Promise<Written> {
  const request = await sql<Row[]>`select * from request where number = ${number}`;
  return {
    resource: await sql<
      Row[]
    >`select * from resource where id = (select resource from request where number = ${number})`,
    request,
    step: await sql<Row[]>`select * from step where request = ${number}`,
    event: await sql<Row[]>`select * from event where request = ${number} and seq = 1`,
    audit: await sql<Row[]>`select * from audit where subject = ${`request:${number}`} and verb = 'request.order'`,
    job: await sql<
      Row[]
    >`select * from pgboss.job where name = 'step' and data->>'request' = ${String(number)} limit 1`,
  };
}

function writeOnce(sql: postgres.Sql, { resource, request, step, event, audit, job }: Written): Promise<unknown> {
  return sql.begin(async (tx) => {
    const id = randomUUID();
    await insert(
      tx,
      "resource",
      resource.map((row) => ({ ...row, id })),
    );
    const [made] = await insert(
      tx,
      "request",
      request.map((row) => without({ ...row, resource: id }, "number")),
    );
    const number = Number(made?.["number"]);
    await insert(
      tx,
      "step",
      step.map((row) => ({ ...row, request: number })),
    );
    await insert(
      tx,
      "event",
      event.map((row) => ({ ...row, request: number })),
    );
    await insert(
      tx,
      "audit",
      audit.map((row) => without(row, "id", "xid")),
    );
    await insert(
      tx,
      "pgboss.job",
      job.map((row) => ({ ...row, id: randomUUID() })),
    );
  });
}

function without(row: Row, ...names: string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

async function insert(sql: postgres.ISql, table: string, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return [];
  return sql<Row[]>`insert into ${sql(table)} ${sql(rows)} returning *`;
}
