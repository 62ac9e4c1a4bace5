import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { chore } from "./tables.ts";

/** Claims what is due by the clock; of all engines that ask, one is told true. */
export async function claimChore(db: Database, name: string, everySeconds: number, engine: string): Promise<boolean> {
  const claimed = await db
    .insert(chore)
    .values({ name, engine })
    .onConflictDoUpdate({
      target: chore.name,
      set: { engine, ranAt: sql`now()`, runs: sql`${chore.runs} + 1` },
      setWhere: sql`${chore.ranAt} <= now() - make_interval(secs => ${everySeconds})`,
    })
    .returning({ name: chore.name });
  return claimed.length > 0;
}
