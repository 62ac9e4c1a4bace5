import { createHash } from "node:crypto";
import { canonical, type Json } from "#lib/core/json.ts";
import { planHash } from "#lib/core/plan/hash.ts";
import { type Plan, planVersion } from "#lib/core/plan/plan.ts";
import { hmac } from "#lib/secret.ts";
import type { Reader } from "./client.ts";
import { livingEngines } from "./engine.ts";
import { connection } from "./tables.ts";

/** What a decision asks about this installation: who could run a step, and through what. */
export async function loadReadiness(on: Reader) {
  const [engines, connections] = await Promise.all([
    // One that does not understand what is planned now would leave it alone.
    livingEngines(on).then((all) => all.filter((engine) => engine.planVersion >= planVersion)),
    on.select({ name: connection.name, kind: connection.kind, teams: connection.teams }).from(connection),
  ]);
  return { engines: engines.map(({ capabilities }) => capabilities), connections };
}

/** What an order is known by: its plan and its secret answers. */
export function orderHash(plan: Plan, secrets: Record<string, Json>): string {
  return planHash(plan, secretsDigest(secrets), (text) => createHash("sha256").update(text).digest("hex"));
}

/** Equal for equal secrets, and no help in guessing them. Null without any. */
function secretsDigest(secrets: Record<string, Json>): string | null {
  return Object.keys(secrets).length === 0 ? null : hmac(canonical(secrets));
}
