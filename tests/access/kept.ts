import { sql } from "drizzle-orm";
import { database } from "#db/client.ts";

/** Written by being here, not by what was asked for: when somebody was last seen, what was measured, that they were refused. */
const beside = ["audit", "audit_seal", "measure", "webhook", "engine", "chore"];
const seen = ["last_used_at", "seen_at"];

/** A digest of everything that the database keeps, queue included: equal before and after what had no effect. */
export async function everythingKept(): Promise<Record<string, string>> {
  const tables = await database().execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and (table_schema = 'public' or (table_schema = 'pgboss' and table_name ~ '^(job|j[0-9a-f]{8,})'))
    order by 1, 2`);
  const asked = tables
    .filter(({ name }) => !beside.includes(name))
    .map(({ schema, name }) => {
      const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
      const without = sql.join(
        seen.map((column) => sql`- ${column}::text`),
        sql` `,
      );
      return sql`select ${`${schema}.${name}`}::text as name,
        md5(coalesce(string_agg(kept, ',' order by kept), '')) as digest
        from (select (to_jsonb(t) ${without})::text as kept from ${table} t) of`;
    });
  const rows = await database().execute<{ name: string; digest: string }>(sql.join(asked, sql` union all `));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
