import type { Sql } from "postgres";
import type { Secrets } from "#lib/secret.ts";
import { sealedBy } from "#lib/secret.ts";
import { sealedFor } from "./sealed.ts";

/** A column that holds sealed texts, and what each of them is sealed for. */
interface Place {
  table: string;
  column: string;
  /** The columns of its primary key with their types. */
  key: readonly (readonly [name: string, type: "bigint" | "text" | "uuid"])[];
  context: (...key: string[]) => string;
}

/** Every column that holds sealed texts. */
export const sealedPlaces: readonly Place[] = [
  { table: "connection", column: "sealed_credential", key: [["name", "text"]], context: sealedFor.credential },
  { table: "request", column: "sealed_inputs", key: [["number", "bigint"]], context: sealedFor.inputs },
  { table: "request", column: "sealed_outputs", key: [["number", "bigint"]], context: sealedFor.outputs },
  {
    table: "step",
    column: "sealed_outputs",
    key: [
      ["request", "bigint"],
      ["id", "text"],
    ],
    context: (request = "", step = "") => sealedFor.stepOutputs(request, step),
  },
  { table: "resource", column: "sealed_outputs", key: [["id", "uuid"]], context: sealedFor.resourceOutputs },
  { table: "terraform_state", column: "sealed", key: [["workspace", "text"]], context: sealedFor.state },
];

const batch = 100;

interface Found {
  key: string[];
  context: string;
  sealed: string;
}

/** What came of sealing a place anew. */
export interface Resealed {
  resealed: number;
  /** What opens with none of the keys: it did not before either. */
  unopened: string[];
}

/**
 * Seals with the first key what another one sealed, a batch at a time. Each text takes the place of exactly the one it was made
 * from, so that whoever writes meanwhile wins, and whoever is killed on the way leaves nothing half done.
 */
export async function reseal(sql: Sql, secrets: Secrets): Promise<Resealed> {
  const done: Resealed = { resealed: 0, unopened: [] };
  const prefix = sealedBy(secrets.fingerprints()[0]);
  for (const place of sealedPlaces)
    for await (const found of batches(sql, place, `not starts_with(${place.column}, $1)`, [prefix]))
      await Promise.all(found.map((one) => resealOne(sql, place, secrets, one, done)));
  return done;
}

async function resealOne(sql: Sql, place: Place, secrets: Secrets, found: Found, done: Resealed): Promise<void> {
  const plain = opened(secrets, found);
  if (plain === null) {
    done.unopened.push(found.context);
    return;
  }
  const { table, column, key } = place;
  const where = key.map(([name, type], at) => `${name} = $${at + 3}::text::${type}`).join(" and ");
  const written = await sql.unsafe(`update ${table} set ${column} = $1 where ${column} = $2 and ${where}`, [
    secrets.seal(plain, found.context),
    found.sealed,
    ...found.key,
  ]);
  done.resealed += written.count;
}

/** Opens everything that is sealed: how much there is, and what does not open. */
export async function verifySeals(sql: Sql, secrets: Secrets): Promise<{ sealed: number; unopened: string[] }> {
  let sealed = 0;
  const unopened: string[] = [];
  for (const place of sealedPlaces)
    for await (const found of batches(sql, place, `${place.column} is not null`, [])) {
      sealed += found.length;
      unopened.push(...found.filter((one) => opened(secrets, one) === null).map(({ context }) => context));
    }
  return { sealed, unopened };
}

/** What is sealed; null when none of the keys opens it. */
export function opened(secrets: Secrets, { sealed, context }: Pick<Found, "sealed" | "context">): string | null {
  try {
    return secrets.open(sealed, context);
  } catch {
    return null;
  }
}

/** All rows of a place for which this holds, in the order of their key. */
async function* batches(sql: Sql, place: Place, holds: string, given: string[]): AsyncGenerator<Found[]> {
  const { table, column, key, context } = place;
  const names = key.map(([name]) => name).join(", ");
  const texts = key.map(([name]) => `${name}::text`).join(", ");
  const after = key.map(([, type], at) => `$${given.length + at + 1}::text::${type}`).join(", ");
  const select = `select array[${texts}] as key, ${column} as sealed from ${table} where ${holds}`;
  for (let last: string[] = []; ;) {
    const beyond = last.length === 0 ? "" : `and (${names}) > (${after})`;
    const rows: { key: string[]; sealed: string }[] = await sql.unsafe(
      `${select} ${beyond} order by ${names} limit ${batch}`,
      [...given, ...last],
    );
    if (rows.length > 0) yield rows.map((row) => ({ ...row, context: context(...row.key) }));
    if (rows.length < batch) return;
    last = rows.at(-1)?.key ?? [];
  }
}
