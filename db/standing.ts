import { and, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import type { Reader } from "./client.ts";
import type { ConnectionRow } from "./connection.ts";
import { type PersonWithTeams, personWithTeams } from "./organisation.ts";
import { place, rowOf, statement } from "./statement.ts";
import { connection, person } from "./tables.ts";

/** What a step goes by that may have changed since the one before it, read anew for each. */
export interface Standing {
  connection: ConnectionRow | undefined;
  /** With their teams and roles of today; undefined for whoever is not let in any more. */
  person: PersonWithTeams | undefined;
}

/** What of it is asked for, by name and id; null for what is not. */
export interface Asked {
  connection: string | null;
  person: string | null;
}

/** Both in one statement. */
export async function loadStanding(on: Reader, asked: Asked): Promise<Standing> {
  const [found] = await loading(on, { ...asked });
  return found ?? { connection: undefined, person: undefined };
}

const columns = Object.values(getTableColumns(connection));

/** For a statement that reads it along with something else. */
export const standingColumns = sql.join([...columns, ...Object.values(personWithTeams)], sql`, `);

export const joinStanding = (connectionPlace: string, personPlace: string): SQL => sql`
  left join ${connection} on ${eq(connection.name, place(connectionPlace))}
  left join ${person} on ${and(eq(person.id, place(personPlace)), isNull(person.deactivatedAt))}`;

export function standingOf(row: readonly unknown[]): Standing {
  const [id, name, roles, teams] = row.slice(columns.length);
  return {
    connection: row[0] === null ? undefined : connectionOf(row),
    // The columns of `personWithTeams`, in its order.
    person: id === null ? undefined : ({ id, name, roles, teams } as PersonWithTeams),
  };
}

const connectionOf = rowOf(connection);

const loading = statement(
  () => sql`select ${standingColumns} from (values (1)) as one ${joinStanding("connection", "person")}`,
  standingOf,
);
