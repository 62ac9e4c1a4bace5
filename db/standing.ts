import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { Reader } from "./client.ts";
import type { ConnectionRow } from "./connection.ts";
import { type PersonWithTeams, personWithTeams } from "./organisation.ts";
import { place, rowOf, statement, writer } from "./statement.ts";
import { connection, person } from "./tables.ts";

/** What a step goes by that may have changed since the one before it, read anew for each. */
export interface Standing {
  connection: ConnectionRow | undefined;
  /** With their teams and roles of today; undefined for whoever is not let in any more. */
  person: PersonWithTeams | undefined;
}

/** Both in one statement, by name and id; null for what is not asked for. */
export async function loadStanding(
  on: Reader,
  asked: { connection: string | null; person: string | null },
): Promise<Standing> {
  const [found] = await standing(on, asked);
  return found ?? { connection: undefined, person: undefined };
}

const columns = getTableColumns(connection);
const connectionOf = rowOf(connection);

const standing = statement(
  () =>
    writer
      .select({ ...columns, person: personWithTeams })
      .from(sql`(values (1)) as one`)
      .leftJoin(connection, eq(connection.name, place("connection")))
      .leftJoin(person, and(eq(person.id, place("person")), isNull(person.deactivatedAt))),
  (row): Standing => {
    const [id, name, roles, teams] = row.slice(Object.keys(columns).length);
    return {
      connection: row[0] === null ? undefined : connectionOf(row),
      person: id === null ? undefined : ({ id, name, roles, teams } as PersonWithTeams),
    };
  },
);
