import { asc, eq, sql } from "drizzle-orm";
import { canonical, isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { Recent } from "#lib/core/recent.ts";
import { open, seal } from "#lib/secret.ts";
import type { Database, Transaction } from "./client.ts";
import { emptyLine } from "./gate.ts";
import { sealedFor } from "./sealed.ts";
import { place, rowOf, statement, writer } from "./statement.ts";
import { connection } from "./tables.ts";

type On = Database | Transaction;
export type ConnectionRow = typeof connection.$inferSelect;

export interface ConnectionGiven {
  name: string;
  kind: ConnectionRow["kind"];
  baseUrl: string;
  settings: JsonObject;
  credential: Record<string, string>;
  /** The teams whose offerings may use it; null for all. Left out, it stays as it is. */
  teams?: readonly string[] | null | undefined;
}

/** A connection with its credential opened, as an adapter gets it. */
export interface OpenedConnection extends Omit<ConnectionGiven, "credential" | "teams"> {
  credential: Record<string, string>;
}

const context = sealedFor.credential;

export const listConnections = (on: On): Promise<ConnectionRow[]> => listing(on, {});

const listing = statement(() => writer.select().from(connection).orderBy(asc(connection.name)), rowOf(connection));

export async function loadConnection(on: On, name: string): Promise<ConnectionRow | undefined> {
  const [row] = await loading(on, { name });
  return row;
}

const loading = statement(
  () =>
    writer
      .select()
      .from(connection)
      .where(eq(connection.name, place("name"))),
  rowOf(connection),
);

/** With its lock, also of one that is not there yet: who changes it decides by what the one before has left. */
export async function lockConnection(tx: Transaction, name: string): Promise<ConnectionRow | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${context(name)}, 0))`);
  const [row] = await tx.select().from(connection).where(eq(connection.name, name)).for("update");
  return row;
}

/** The parts of a credential that are set, by name; their values stay where they are. */
export function credentialParts(row: ConnectionRow): string[] {
  return Object.keys(credentialOf(row)).sort();
}

/** Opened ones by place and sealed text, which is another with every change: each step of a busy engine asks for the same few. */
const lately = new Recent<Record<string, string>>(50);

function credentialOf(row: ConnectionRow): Record<string, string> {
  if (row.sealedCredential === null) return {};
  const key = `${context(row.name)} ${row.sealedCredential}`;
  const parts = lately.get(key) ?? openCredential(row.sealedCredential, row.name);
  lately.set(key, parts);
  return { ...parts };
}

function openCredential(sealed: string, name: string): Record<string, string> {
  const opened: unknown = JSON.parse(open(sealed, context(name)));
  if (!isJsonObject(opened)) return {};
  return Object.fromEntries(
    Object.entries(opened).flatMap(([part, value]) => (typeof value === "string" ? [[part, value]] : [])),
  );
}

export async function openConnection(on: On, name: string): Promise<OpenedConnection | undefined> {
  const row = await loadConnection(on, name);
  return row && opened(row);
}

/** The same of a row that is loaded already. */
export function opened(row: ConnectionRow): OpenedConnection {
  const { name, kind, baseUrl, settings } = row;
  return { name, kind, baseUrl, settings, credential: credentialOf(row) };
}

/** Saves a connection; a part of the credential that is left out keeps its value, an empty one is dropped. */
export async function saveConnection(
  tx: Transaction,
  given: ConnectionGiven,
): Promise<"added" | "changed" | "unchanged"> {
  const [before] = await tx.select().from(connection).where(eq(connection.name, given.name)).for("update");
  const kept = before?.kind === given.kind ? credentialOf(before) : {};
  const merged = Object.entries({ ...kept, ...given.credential }).filter(([, value]) => value !== "");
  const credential = Object.fromEntries(merged);
  const { name, kind, baseUrl, settings } = given;
  const teams = teamsAfter(before, given);
  const asBefore = before !== undefined && sameParts(kept, credential);
  if (asBefore && same(before, { ...given, teams })) return "unchanged";
  const sealed = asBefore ? {} : sealedNow(credential, name);
  const set = { kind, baseUrl, settings, teams, ...sealed, updatedAt: sql`now()` };
  await tx
    .insert(connection)
    .values({ name, ...set })
    .onConflictDoUpdate({ target: connection.name, set });
  return before ? "changed" : "added";
}

/** A credential that stays as it is keeps the time it was given. */
function sealedNow(credential: Record<string, string>, name: string) {
  if (Object.keys(credential).length === 0) return { sealedCredential: null, credentialAt: null };
  return { sealedCredential: seal(JSON.stringify(credential), context(name)), credentialAt: sql`now()` };
}

function teamsAfter(before: ConnectionRow | undefined, { teams }: ConnectionGiven): string[] | null {
  if (teams === undefined) return before?.teams ?? null;
  return teams === null ? null : [...new Set(teams)].sort();
}

function same(row: ConnectionRow, given: ConnectionGiven & { teams: string[] | null }): boolean {
  const facts = ({ kind, baseUrl, settings, teams = null }: Omit<ConnectionGiven, "credential">) =>
    canonical([kind, baseUrl, settings, teams === null ? null : [...teams]]);
  return facts(row) === facts(given);
}

function sameParts(a: Record<string, string>, b: Record<string, string>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}

export async function removeConnection(tx: Transaction, name: string): Promise<boolean> {
  await emptyLine(tx, name);
  const removed = await tx.delete(connection).where(eq(connection.name, name)).returning({ name: connection.name });
  return removed.length > 0;
}
