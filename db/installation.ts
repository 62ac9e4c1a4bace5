import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { Problem } from "#lib/core/problem.ts";
import type { Database, Reader } from "./client.ts";
import { addUsualEnvironments } from "./environment.ts";
import { installation } from "./tables.ts";

export interface Installation {
  id: string;
  keyFingerprint: string;
  /** The key that takes its place, while not everything is sealed with it. */
  nextFingerprint: string | null;
}

/**
 * Makes the installation's row on first use. Afterwards it refuses whoever does not have every key that something may be sealed
 * with; who brings a new key beside the one in use begins a rotation. The first of `keys` seals.
 */
export async function claimInstallation(db: Database, keys: readonly string[]): Promise<void> {
  const [current = ""] = keys;
  await db.transaction(async (tx) => {
    const one = { one: installation.one };
    const values = { keyFingerprint: current };
    const made = await tx.insert(installation).values(values).onConflictDoNothing().returning(one);
    // Only of a new one: what an admin has removed stays away.
    if (made.length > 0) await addUsualEnvironments(tx);
  });
  // Of two that bring different keys at once, the second finds the first one's, and is refused below.
  const another = and(ne(installation.keyFingerprint, current), ne(next, current));
  await db
    .update(installation)
    .set({ nextFingerprint: current })
    .where(and(openedWith(keys), another));
  const found = await loadInstallation(db);
  const { keyFingerprint, nextFingerprint } = found;
  if (!keys.includes(keyFingerprint) || (nextFingerprint !== null && !keys.includes(nextFingerprint)))
    throw otherKey(found);
}

const next = sql<string>`coalesce(${installation.nextFingerprint}, '')`;

/** These keys open everything there is. */
const openedWith = (keys: readonly string[]) =>
  and(
    inArray(installation.keyFingerprint, [...keys]),
    or(isNull(installation.nextFingerprint), inArray(installation.nextFingerprint, [...keys])),
  );

function otherKey({ keyFingerprint, nextFingerprint }: Installation): Problem {
  if (nextFingerprint === null)
    return new Problem(
      "invalid",
      "This database was set up with another secret key: what it keeps sealed could not be opened.",
      {
        remedy: `Set PAO_SECRET_KEY (or put back secret.key) to the key with the fingerprint ${keyFingerprint}; to replace that key, set PAO_SECRET_KEY_OLD to it.`,
      },
    );
  return new Problem("invalid", "The secret key is being replaced: what this database keeps is sealed with two keys.", {
    remedy: `Set PAO_SECRET_KEY to the new key (fingerprint ${nextFingerprint}) and PAO_SECRET_KEY_OLD to the old one (fingerprint ${keyFingerprint}), then run \`npm run rotate-key\`.`,
  });
}

/** Everything is sealed with the first of these keys now. Refuses when somebody has begun to replace it meanwhile. */
export async function finishRotation(db: Database, keys: readonly string[]): Promise<void> {
  const [current = ""] = keys;
  const ours = or(eq(installation.keyFingerprint, current), eq(installation.nextFingerprint, current));
  const finished = await db
    .update(installation)
    .set({ keyFingerprint: current, nextFingerprint: sql`null` })
    .where(and(openedWith(keys), ours))
    .returning({ id: installation.id });
  if (finished.length === 0) throw otherKey(await loadInstallation(db));
}

/** Who this installation is. */
export async function loadInstallation(db: Reader): Promise<Installation> {
  const [found] = await db.select().from(installation);
  if (found) return found;
  throw new Problem("unavailable", "The database has not been set up yet.", {
    remedy: "Start PAO with `npm start`, which sets it up.",
  });
}
