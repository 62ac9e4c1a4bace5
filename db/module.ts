import { eq, gt, inArray, sql } from "drizzle-orm";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import type { KnownModule, Modules } from "#lib/core/terraform/module.ts";
import type { Reader, Transaction } from "./client.ts";
import { moduleFiles, terraformState } from "./tables.ts";

/** Keeps the files of modules; those that are there already stay as they are. */
export async function saveModules(tx: Transaction, bundles: readonly ModuleBundle[]): Promise<void> {
  if (bundles.length === 0) return;
  await tx
    .insert(moduleFiles)
    .values([...bundles])
    .onConflictDoNothing();
}

const mostKnown = 500;
const knownByDigest = new Map<string, KnownModule>();

/** Descriptions by folder. What a digest stands for never changes, so each is read once per process. */
export async function loadModules(on: Reader, pinned: Readonly<Record<string, string>>): Promise<Modules> {
  const folders = Object.entries(pinned);
  const missing = folders.flatMap(([, digest]) => (knownByDigest.has(digest) ? [] : [digest]));
  if (knownByDigest.size + missing.length > mostKnown) knownByDigest.clear();
  if (missing.length > 0)
    await readDescriptions(
      on,
      folders.map(([, digest]) => digest),
    );
  return Object.fromEntries(
    folders.flatMap(([folder, digest]): [string, KnownModule][] => {
      const known = knownByDigest.get(digest);
      return known ? [[folder, known]] : [];
    }),
  );
}

async function readDescriptions(on: Reader, digests: readonly string[]): Promise<void> {
  const rows = await on
    .select({ digest: moduleFiles.digest, description: moduleFiles.description })
    .from(moduleFiles)
    .where(inArray(moduleFiles.digest, [...digests]));
  for (const row of rows) knownByDigest.set(row.digest, row);
}

/** Everything that running a module takes. */
export async function loadBundle(on: Reader, digest: string): Promise<ModuleBundle | undefined> {
  const [found] = await on.select().from(moduleFiles).where(eq(moduleFiles.digest, digest));
  return found;
}

/** The same of several. */
export async function loadBundles(on: Reader, digests: readonly string[]): Promise<ModuleBundle[]> {
  if (digests.length === 0) return [];
  return on
    .select()
    .from(moduleFiles)
    .where(inArray(moduleFiles.digest, [...digests]));
}

/** The runs of modules that hold a state now. */
export async function heldRuns(on: Reader): Promise<string[]> {
  const rows = await on
    .select({ holder: terraformState.holder })
    .from(terraformState)
    .where(gt(terraformState.heldUntil, sql`now()`));
  return rows.flatMap(({ holder }) => holder?.run ?? []);
}
