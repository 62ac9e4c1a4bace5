import { gt, sql } from "drizzle-orm";
import { canonical, type Json } from "#lib/core/json.ts";
import { hmac } from "#lib/secret.ts";
import type { Reader } from "./client.ts";
import { connection, engine } from "./tables.ts";

/** An engine that has said nothing for this long is taken for dead. */
const silence = sql`now() - interval '15 seconds'`;

/** What the engines that are alive can run, one record each. */
export async function aliveEngines(on: Reader): Promise<Record<string, string>[]> {
  const rows = await on.select({ capabilities: engine.capabilities }).from(engine).where(gt(engine.heartbeatAt, silence));
  return rows.map(({ capabilities }) => capabilities);
}

/** What a decision asks about this installation: who could run a step, and through what. */
export async function loadReadiness(on: Reader) {
  const [engines, connections] = await Promise.all([
    aliveEngines(on),
    on.select({ name: connection.name, kind: connection.kind }).from(connection),
  ]);
  return { engines, connections };
}

/** What stands for secret answers in a plan's hash: equal for equal ones, and no help in guessing them. Null without any. */
export function secretsDigest(secrets: Record<string, Json>): string | null {
  return Object.keys(secrets).length === 0 ? null : hmac(canonical(secrets));
}
