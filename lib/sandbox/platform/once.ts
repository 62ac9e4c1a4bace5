import { createHash } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { canonical, parseJson, type Json, type JsonObject } from "#lib/sandbox/json.ts";
import { json, Refusal, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";

interface Kept {
  fingerprint: string;
  status: number;
  answer: Json;
  location: string | null;
}

/** Answers a repeated `Idempotency-Key` with the first answer. An effect and its key commit together, refusals leave no key. */
export async function once(
  sql: Sql,
  incoming: Incoming,
  body: JsonObject,
  effect: (sql: TransactionSql) => Promise<Answer>,
): Promise<Answer> {
  const key = incoming.headers["idempotency-key"];
  if (typeof key !== "string" || key === "") return sql.begin(effect);
  const fingerprint = createHash("sha256")
    .update(`${incoming.method} ${incoming.path} ${canonical(body)}`)
    .digest("hex");
  return sql.begin(async (transaction) => {
    // A second request with the key waits here until the first one has committed.
    const claimed = await transaction`
      INSERT INTO sandbox.idempotency (key, fingerprint) VALUES (${key}, ${fingerprint}) ON CONFLICT DO NOTHING`;
    if (claimed.count === 0) return replay(transaction, key, fingerprint);
    const answer = await effect(transaction);
    const kept = (typeof answer.body === "string" ? parseJson(answer.body) : undefined) ?? null;
    await transaction`
      UPDATE sandbox.idempotency SET status = ${answer.status}, answer = ${transaction.json(kept)},
        location = ${answer.headers["location"] ?? null} WHERE key = ${key}`;
    return answer;
  });
}

async function replay(sql: TransactionSql, key: string, fingerprint: string): Promise<Answer> {
  const [kept] = await sql<
    Kept[]
  >`SELECT fingerprint, status, answer, location FROM sandbox.idempotency WHERE key = ${key}`;
  if (kept === undefined) throw new Error("an idempotency key was claimed and is gone");
  if (kept.fingerprint !== fingerprint)
    throw new Refusal(
      json(422, { code: "idempotency_key_reused", message: "This Idempotency-Key was used with another request." }),
    );
  const location = kept.location === null ? {} : { location: kept.location };
  return json(kept.status, kept.answer, { ...location, "idempotent-replayed": "true" });
}
