import { z } from "zod";
import { canonical } from "#lib/core/json.ts";
import type { Plan } from "./plan.ts";

/** What a plan is known by: equal plans with equal secrets have equal hashes. `sha256` answers hex. */
export function planHash(plan: Plan, secretsHmac: string | null, sha256: (text: string) => string): string {
  // A stored plan is JSON; the round trip drops members that are undefined, as storing does.
  const stored = z.json().parse(JSON.parse(JSON.stringify(plan)));
  return sha256(canonical({ plan: stored, secrets: secretsHmac }));
}
