import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { lockAdmins } from "#db/person.ts";
import { env } from "#lib/env.ts";

/** Somebody has to be able to let the next one in: people of another way to sign in can not. */
export async function refuseLastAdmin(tx: Transaction, person: string): Promise<void> {
  const admins = await lockAdmins(tx, env().provider);
  if (admins.length !== 1 || admins[0] !== person) return;
  throw new Problem("conflict", `“${person}” is the only admin.`, { remedy: "Make somebody else an admin first." });
}
