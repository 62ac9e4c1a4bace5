import { and, eq, sql } from "drizzle-orm";
import { canonical, type Json } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { hmac, isHmac } from "#lib/secret.ts";
import type { Reader, Transaction } from "./client.ts";
import { idempotency } from "./tables.ts";

export interface Claim {
  actor: string;
  key: string;
  verb: string;
  body: Json;
}

/**
 * Claims a key for this transaction. Answers what the first one answered when the key was used before; a second one at the
 * same time waits here (on the unique index) until the first has committed. The body may hold secrets, hence a keyed digest.
 */
export async function claimKey(tx: Transaction, claim: Claim): Promise<{ answer: Json } | null> {
  const said = canonical([claim.verb, claim.body]);
  const mine = await tx
    .insert(idempotency)
    .values({ actor: claim.actor, key: claim.key, digest: hmac(said), answer: {} })
    .onConflictDoNothing()
    .returning({ key: idempotency.key });
  if (mine.length > 0) return null;
  const [first] = await tx.select().from(idempotency).where(same(claim));
  if (first && isHmac(first.digest, said)) return { answer: first.answer };
  throw new Problem("conflict", "This Idempotency-Key was used before, with another request.", {
    remedy: "Send a new key with a new request, or the same body again.",
  });
}

export async function keepAnswer(tx: Transaction, claim: Claim, answer: Json): Promise<void> {
  await tx.update(idempotency).set({ answer }).where(same(claim));
}

const same = (claim: Claim) => and(eq(idempotency.actor, claim.actor), eq(idempotency.key, claim.key));

/** Keys are kept for a day. */
export async function forgetKeys(on: Reader): Promise<void> {
  await on.delete(idempotency).where(sql`${idempotency.createdAt} < now() - interval '1 day'`);
}
