import { lockRequest } from "#db/request.ts";
import { endRequest } from "#lib/commands/request/ending.ts";
import type { Actor } from "#lib/core/access.ts";
import type { Ending } from "#lib/core/lifecycle/ending.ts";
import type { Stage } from "./harness.ts";

const actor: Actor = { kind: "person", id: "dev", name: "Dev", teams: { checkout: ["member"] }, roles: [] };

/** A person's cancel or abort; `before` happens while nobody else can write of the request. */
export async function end(stage: Stage, number: number, ending: Ending, before?: () => Promise<void>): Promise<void> {
  await stage.db.transaction(async (tx) => {
    const row = await lockRequest(tx, number);
    await before?.();
    if (row) await endRequest(tx, row, { actor, door: "rest", ending });
  });
}
