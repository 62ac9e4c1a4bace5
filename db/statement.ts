import { type Column, getTableColumns, is, Param, Placeholder, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { PgDialect, type PgTable } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsSession } from "drizzle-orm/postgres-js";
import type { ParameterOrJSON, Sql } from "postgres";
import { Problem } from "#lib/core/problem.ts";
import type { Reader } from "./client.ts";

/** Writes statements for `statement` and sends none. */
export const writer = drizzle.mock();

const dialect = new PgDialect();

/** What stands at the places of a statement, by name. */
export type Given = Readonly<Record<string, unknown>>;
type Mapped<V> = (row: readonly unknown[]) => V;
type Value = (given: Given) => unknown;

/**
 * A statement that is written once and sent often: drizzle takes longer to write one than PostgreSQL to do it [measured].
 * Its places are `place` and `placeOf`; what it answers is read by `row`.
 */
export function statement<V>(write: () => SQLWrapper, row: Mapped<V>): (on: Reader, given: Given) => Promise<V[]> {
  let written: { text: string; values: Value[] } | undefined;
  return async (on, given) => {
    written ??= compile(write().getSQL());
    const { text, values } = written;
    // What the encoder of a column makes is what the driver takes.
    const parameters = values.map((value) => value(given) as ParameterOrJSON<never>);
    const rows: readonly unknown[][] = await clientOf(on).unsafe(text, parameters).values();
    return rows.map(row);
  };
}

/** The same for a statement that sets now these columns and now those: it is written once for each choice. */
export function statementFor<V>(
  write: (names: readonly string[]) => SQLWrapper,
  row: Mapped<V>,
): (on: Reader, set: Given, given: Given) => Promise<V[]> {
  const known = new Map<string, ReturnType<typeof statement<V>>>();
  return (on, set, given) => {
    const names = Object.keys(set).filter((name) => set[name] !== undefined);
    // A name may hold spaces.
    const key = names.join("\n");
    let one = known.get(key);
    if (!one) known.set(key, (one = statement(() => write(names), row)));
    return one(on, { ...set, ...given });
  };
}

function compile(written: SQL): { text: string; values: Value[] } {
  const { sql: text, params } = dialect.sqlToQuery(written);
  return { text, values: params.map(valueOf) };
}

function valueOf(parameter: unknown): Value {
  if (is(parameter, Placeholder)) return (given) => asked(given, parameter.name);
  if (!is(parameter, Param) || !is(parameter.value, Placeholder)) return () => parameter;
  const { encoder, value } = parameter;
  return (given) => {
    const own = asked(given, value.name);
    return own === null ? null : encoder.mapToDriverValue(own);
  };
}

function asked(given: Given, name: string): unknown {
  const value = given[name];
  if (value === undefined) throw new Problem("internal", `A statement was not given ${name}.`);
  return value;
}

/** A place for a value that is sent as it is; its type is what stands around it. */
export const place = (name: string): SQL => sql`${sql.placeholder(name)}`;

/** A place for a value of a column. */
export const placeOf = (column: Column, name: string): SQL => sql`${sql.param(sql.placeholder(name), column)}`;

/** `set` of an update for these columns, each given under its own name; of those that begin with the prefix, when several tables are written. */
export function placesOf(table: PgTable, names: readonly string[], prefix = ""): Record<string, SQL> {
  const columns: Record<string, Column> = getTableColumns(table);
  return Object.fromEntries(
    names.flatMap((name) => {
      const own = name.startsWith(prefix) ? name.slice(prefix.length) : "";
      const column = columns[own];
      return column ? [[own, placeOf(column, name)]] : [];
    }),
  );
}

/** Reads whole rows of a table: what `select().from(table)` and `returning()` answer. */
export function rowOf<T extends PgTable>(table: T): Mapped<T["$inferSelect"]> {
  const columns = Object.entries(getTableColumns(table) as Record<string, Column>);
  return (row) => {
    const read: Record<string, unknown> = {};
    columns.forEach(([name, column], at) => {
      const value = row[at];
      read[name] = value === null ? null : column.mapFromDriverValue(value);
    });
    // The columns of the table, in its order.
    return read as T["$inferSelect"];
  };
}

function clientOf(on: Reader): Sql {
  const { session } = on._;
  if (!hasClient(session)) throw new Problem("internal", "No session of postgres.js.");
  return session.client;
}

const hasClient = (session: object): session is { client: Sql } => session instanceof PostgresJsSession;
