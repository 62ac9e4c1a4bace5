import { Problem } from "#lib/core/problem.ts";
import type { Database, Reader } from "./client.ts";
import { installation } from "./tables.ts";

/** Makes the installation's row on first use, and refuses a key that is not the one its secrets are sealed with. */
export async function claimInstallation(db: Database, keyFingerprint: string): Promise<void> {
  await db.insert(installation).values({ keyFingerprint }).onConflictDoNothing();
  const found = await loadInstallation(db);
  if (found.keyFingerprint === keyFingerprint) return;
  throw new Problem(
    "invalid",
    "This database was set up with another secret key: what it keeps sealed could not be opened.",
    {
      remedy: `Set PAO_SECRET_KEY (or put back secret.key) to the key with the fingerprint ${found.keyFingerprint}.`,
    },
  );
}

/** Who this installation is. */
export async function loadInstallation(db: Reader): Promise<{ id: string; keyFingerprint: string }> {
  const [found] = await db.select().from(installation);
  if (found) return found;
  throw new Problem("unavailable", "The database has not been set up yet.", {
    remedy: "Start PAO with `npm start`, which sets it up.",
  });
}
