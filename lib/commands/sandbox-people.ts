import { writeAudit } from "#db/audit.ts";
import type { Transaction } from "#db/client.ts";
import { lockPeople } from "#db/person.ts";
import { readmitDemo, seedDemo } from "#db/seed/demo.ts";
import { hasAdmin } from "#db/sign-in.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { shutOut } from "./organisation/deactivate.ts";

/** The demo organisation. Its people come back when a start with a real provider had shut them out. */
export async function letSandboxIn(tx: Transaction): Promise<void> {
  await seedDemo(tx);
  if (await hasAdmin(tx, "sandbox")) return;
  for (const person of await readmitDemo(tx)) await note(tx, person, "person.reactivate", {});
}

/** Anybody may have been one of the sandbox's people: once people sign in for real, nobody is. */
export async function shutSandboxOut(tx: Transaction): Promise<void> {
  for (const person of await lockPeople(tx, "sandbox"))
    await note(tx, person, "person.deactivate", { ...(await shutOut(tx, person)) });
}

async function note(tx: Transaction, person: string, verb: string, ended: JsonObject): Promise<void> {
  const actor = { kind: "system", id: "start", name: "PAO" } as const;
  const active = verb === "person.reactivate";
  const detail = { ...ended, changes: { active: [!active, active] } };
  await writeAudit(tx, { actor, door: "start", verb, subject: `person:${person}`, outcome: "done", detail });
}
