import { sql } from "drizzle-orm";
import { database } from "#db/client.ts";
import { loadReadiness } from "#db/readiness.ts";
import { installation } from "#db/tables.ts";

/** Can PAO do its work now? Asked by load balancers and the start. */
export async function readiness(): Promise<{ ready: boolean; reasons: string[] }> {
  const reasons = await reasonsNot();
  return { ready: reasons.length === 0, reasons };
}

async function reasonsNot(): Promise<string[]> {
  try {
    await database().execute(sql`select 1`);
  } catch {
    return ["The database does not answer."];
  }
  try {
    const [row] = await database().select({ id: installation.id }).from(installation);
    if (!row) return ["The database is not set up yet."];
    const { engines } = await loadReadiness(database());
    return engines.length === 0 ? ["No engine is running."] : [];
  } catch {
    return ["The database's schema is not up to date."];
  }
}
