import type { Sql } from "postgres";
import { parseJson, type Json } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import type { Target } from "./fault.ts";

export interface Received {
  id: string;
  at: Date;
  target: Target;
  method: string;
  path: string;
  headers: Record<string, Json>;
  body: Json;
  /** The status that was answered; null when the connection was dropped or the answer is still due. */
  answered: number | null;
  fault: string | null;
}

const kept = 1000;

export async function recordRequest(sql: Sql, target: Target, incoming: Incoming): Promise<string> {
  const query = incoming.query.toString();
  const [row] = await sql<{ id: string }[]>`
    INSERT INTO sandbox.received (target, method, path, headers, body)
    VALUES (${target}, ${incoming.method}, ${query === "" ? incoming.path : `${incoming.path}?${query}`},
            ${sql.json(withoutCredentials(incoming))}, ${sql.json(readable(incoming.text))})
    RETURNING id`;
  if (row === undefined) throw new Error("the request was not recorded");
  if (Number(row.id) % 100 === 0) await sql`DELETE FROM sandbox.received WHERE id <= ${Number(row.id) - kept}`;
  return row.id;
}

export async function recordAnswer(sql: Sql, id: string, answered: number | null, fault: string | null): Promise<void> {
  await sql`UPDATE sandbox.received SET answered = ${answered}, fault = ${fault} WHERE id = ${id}`;
}

/** The last requests in the order in which they came. */
export async function listReceived(sql: Sql, target: string | null, limit = 200): Promise<Received[]> {
  const newestFirst = await sql<Received[]>`
    SELECT * FROM sandbox.received WHERE ${target === null ? sql`true` : sql`target = ${target}`}
    ORDER BY id DESC LIMIT ${limit}`;
  return newestFirst.reverse();
}

function withoutCredentials(incoming: Incoming): Record<string, Json> {
  const headers: Record<string, Json> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined) continue;
    headers[name] = name === "authorization" ? `${String(value).split(" ")[0] ?? ""} …` : value;
  }
  return headers;
}

/** What is no JSON is shown as it came. */
function readable(text: string): Json {
  return text === "" ? null : (parseJson(text) ?? text);
}
