import { randomBytes } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import type { JsonObject } from "#lib/sandbox/json.ts";

export type Db = Sql | TransactionSql;

export interface Item {
  id: string;
  collection: string;
  name: string;
  fields: JsonObject;
  /** What the platform adds when the item is ready. */
  generated: JsonObject;
  failure: string | null;
  readyAt: Date;
  created: Date;
  /** Derived by the database's clock at every look: nothing has to be woken to become ready. */
  status: "provisioning" | "ready" | "failed";
}

export interface NewItem {
  collection: string;
  /** Without one it is called by its id, and there may be many of a kind. */
  name: string | undefined;
  fields: JsonObject;
  failure: string | null;
  readyAfterSeconds: number;
}

const columns = (sql: Db) => sql`
  id, collection, name, fields, generated, failure, ready_at AS "readyAt", created,
  CASE WHEN ready_at > clock_timestamp() THEN 'provisioning' WHEN failure IS NOT NULL THEN 'failed' ELSE 'ready' END AS status`;

/** Undefined when the name is taken. */
export async function createItem(sql: Db, item: NewItem): Promise<Item | undefined> {
  const id = `${item.collection.slice(0, 3)}-${randomBytes(4).toString("hex")}`;
  const name = item.name ?? id;
  const [created] = await sql<Item[]>`
    INSERT INTO sandbox.item (id, collection, name, fields, generated, failure, ready_at)
    VALUES (${id}, ${item.collection}, ${name}, ${sql.json(item.fields)}, ${sql.json(generatedFor(item, name))}, ${item.failure},
            clock_timestamp() + ${item.readyAfterSeconds} * interval '1 second')
    ON CONFLICT (collection, name) DO NOTHING RETURNING ${columns(sql)}`;
  return created;
}

export async function findItem(sql: Db, collection: string, idOrName: string): Promise<Item | undefined> {
  const [item] = await sql<Item[]>`
    SELECT ${columns(sql)} FROM sandbox.item WHERE collection = ${collection} AND (id = ${idOrName} OR name = ${idOrName})`;
  return item;
}

export interface Sought {
  name?: string;
  /** What the item's own fields hold. */
  fields?: JsonObject;
  /** How late new items show up. */
  lagMs?: number;
}

export async function listItems(
  sql: Db,
  collection: string,
  { name, fields = {}, lagMs = 0 }: Sought = {},
): Promise<Item[]> {
  return sql<Item[]>`
    SELECT ${columns(sql)} FROM sandbox.item
    WHERE collection = ${collection} AND ${name === undefined ? sql`true` : sql`name = ${name}`}
      AND fields @> ${sql.json(fields)} AND created <= clock_timestamp() - ${lagMs} * interval '1 millisecond'
    ORDER BY created`;
}

export async function changeItem(sql: Db, id: string, fields: JsonObject): Promise<Item | undefined> {
  const [item] = await sql<Item[]>`
    UPDATE sandbox.item SET fields = ${sql.json(fields)} WHERE id = ${id} RETURNING ${columns(sql)}`;
  return item;
}

export async function deleteItem(sql: Db, id: string): Promise<void> {
  await sql`DELETE FROM sandbox.item WHERE id = ${id}`;
}

export async function listCollections(sql: Sql): Promise<{ collection: string; items: number }[]> {
  return sql`SELECT collection, count(*)::int AS items FROM sandbox.item GROUP BY collection ORDER BY collection`;
}

const withCredentials = ["accounts", "queues"];

function generatedFor({ collection, fields }: NewItem, name: string): JsonObject {
  const credentials = {
    accessKey: `AK${randomBytes(8).toString("hex").toUpperCase()}`,
    secret: randomBytes(24).toString("base64url"),
  };
  return { ...addressOf(collection, name, fields), ...(withCredentials.includes(collection) ? credentials : {}) };
}

function addressOf(collection: string, name: string, fields: JsonObject): JsonObject {
  if (collection === "hostnames") {
    const zone = typeof fields["zone"] === "string" ? fields["zone"] : "sandbox.example";
    return { fqdn: name.includes(".") ? name : `${name}.${zone}`, address: "192.0.2.10" };
  }
  const scheme = collection === "queues" ? "amqps" : "https";
  return { endpoint: `${scheme}://${name}.${collection}.sandbox.example` };
}
