import postgres from "postgres";
import { openDatabase } from "#db/client.ts";
import { finishRotation } from "#db/installation.ts";
import { migrate } from "#db/migrate.ts";
import { reseal, verifySeals } from "#db/reseal.ts";
import { secretsWith } from "#lib/secret.ts";
import { resealFiles } from "./files.ts";

// Two that rotate at once follow each other.
const rotationLock = 7_302_114;

export interface Rotated {
  /** Now sealed with the new key, by this run. */
  resealed: number;
  /** All there is that the new key opens. */
  sealed: number;
  /** What neither key opens, nor did before. */
  unopened: string[];
  /** Runs of Terraform that are on their way: one that began with the old key alone may still write with it. */
  runs: string[];
}

/** Seals everything with the first key that another one sealed, looks that it opens, and makes it the installation's key. */
export async function rotate(
  databaseUrl: string,
  dataDir: string,
  keys: readonly [Uint8Array, ...Uint8Array[]],
): Promise<Rotated> {
  const secrets = secretsWith(...keys);
  const alone = secretsWith(keys[0]);
  await migrate(databaseUrl, secrets.fingerprints());
  // What a crash takes back is sealed again; what ends the rotation is written through.
  const sql = postgres(databaseUrl, {
    max: 4,
    onnotice: () => {},
    connection: { application_name: "pao rotate-key", synchronous_commit: "off" },
  });
  const { db, close } = openDatabase(databaseUrl, { poolSize: 1 });
  const turn = await sql.reserve();
  try {
    await turn`select pg_advisory_lock(${rotationLock})`;
    let resealed = resealFiles(dataDir, secrets).resealed;
    const { unopened: lost } = resealFiles(dataDir, alone);
    for (;;) {
      const round = await reseal(sql, secrets);
      resealed += round.resealed;
      const { sealed, unopened } = await verifySeals(sql, alone);
      // Somebody with the old key alone may have written meanwhile.
      if (unopened.length > round.unopened.length) continue;
      await finishRotation(db, secrets.fingerprints());
      return { resealed, sealed: sealed - unopened.length, unopened: [...lost, ...unopened], runs: await held(sql) };
    }
  } finally {
    // The lock ends with its connection.
    turn.release();
    await sql.end();
    await close();
  }
}

async function held(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ workspace: string }[]>`
    select workspace from terraform_state where holder is not null and held_until > now() order by workspace`;
  return rows.map(({ workspace }) => workspace);
}
