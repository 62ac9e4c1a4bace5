import { canonical, type Json } from "#lib/core/json.ts";
import { hmac } from "#lib/secret.ts";
import type { Reader } from "./client.ts";
import { livingEngines } from "./engine.ts";
import { connection } from "./tables.ts";

/** What a decision asks about this installation: who could run a step, and through what. */
export async function loadReadiness(on: Reader) {
  const [engines, connections] = await Promise.all([
    livingEngines(on),
    on.select({ name: connection.name, kind: connection.kind }).from(connection),
  ]);
  return { engines: engines.map(({ capabilities }) => capabilities), connections };
}

/** What stands for secret answers in a plan's hash: equal for equal ones, and no help in guessing them. Null without any. */
export function secretsDigest(secrets: Record<string, Json>): string | null {
  return Object.keys(secrets).length === 0 ? null : hmac(canonical(secrets));
}
