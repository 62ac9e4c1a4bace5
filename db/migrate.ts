import path from "node:path";
import { sql } from "drizzle-orm";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { PgBoss } from "pg-boss";
import { databaseUrl } from "#lib/env.ts";
import { fingerprints } from "#lib/secret.ts";
import { sealAfterRestore } from "./audit-seal.ts";
import { openDatabase } from "./client.ts";
import { claimInstallation } from "./installation.ts";
import { queues } from "./queue.ts";

// A number of our own, so that processes that start at once migrate one after the other.
const migrationLock = 7_302_113;

/** Brings the database to the shape this version needs and claims it for the keys, of which the first seals. Quick when nothing has changed. */
export async function migrate(url: string = databaseUrl(), keys: readonly string[] = fingerprints()): Promise<void> {
  const { db, close } = openDatabase(url, { poolSize: 1 });
  try {
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await applyMigrations(db, { migrationsFolder: path.join(import.meta.dirname, "migrations") });
    await claimInstallation(db, keys);
    await sealAfterRestore(db);
    await makeQueues(url);
  } finally {
    // The advisory lock ends with its connection.
    await close();
  }
}

async function makeQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 1, migrate: true, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const { name, ...options } of queues)
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, options);
  } finally {
    await boss.stop({ graceful: false });
  }
}
