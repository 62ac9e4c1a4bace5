import { sql } from "drizzle-orm";
import type { Actor } from "#lib/core/access.ts";
import { database } from "#db/client.ts";
import { connection, environment, membership, offering, project, team } from "#db/tables.ts";
import { mayChange } from "./settings.ts";
import type { BeginningStep } from "./shape.ts";

/** What a new installation needs before somebody can order, in its order; null when it has it, and for who may not see to it. */
export async function beginning(actor: Actor): Promise<BeginningStep[] | null> {
  if (!mayChange(actor)) return null;
  const [found] = await database().execute<Record<BeginningStep["what"], boolean>>(sql`select
    exists (select from ${team}) as teams,
    exists (select from ${membership}) as members,
    exists (select from ${project}) as projects,
    exists (select from ${environment}) as environments,
    exists (select from ${connection}) as connections,
    exists (select from ${offering} o where not o.hidden and o.retired_at is null and o.current is not null) as offerings`);
  const steps = ["teams", "members", "projects", "environments", "connections", "offerings"] as const;
  const all = steps.map((what) => ({ what, done: found?.[what] ?? false, needed: what !== "connections" }));
  return all.some(({ done, needed }) => needed && !done) ? all : null;
}
