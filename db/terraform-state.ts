import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { open, seal } from "#lib/secret.ts";
import type { Database } from "./client.ts";
import { terraformState } from "./tables.ts";
import type { StateEffect, StateHolder } from "./tables/module.ts";

export type { StateEffect, StateHolder } from "./tables/module.ts";

const context = (workspace: string) => `terraform:${workspace}`;
const at = (workspace: string) => eq(terraformState.workspace, workspace);
const heldBy = (run: string) => sql`${terraformState.holder}->>'run' = ${run}`;
const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

/** The run has lost the state to another one, or never had it. */
export class StateNotHeld extends Error {
  constructor(workspace: string) {
    super(`The state ${workspace} is held by another run.`);
    this.name = "StateNotHeld";
  }
}

/** Takes a state that nobody holds; answers who holds it otherwise. One that has not been kept for long enough is free. */
export async function takeState(
  db: Database,
  workspace: string,
  holder: StateHolder,
  seconds: number,
): Promise<StateHolder | null> {
  await db.insert(terraformState).values({ workspace }).onConflictDoNothing();
  const free = or(isNull(terraformState.holder), lte(terraformState.heldUntil, sql`now()`), heldBy(holder.run));
  const taken = await db
    .update(terraformState)
    .set({ holder, heldUntil: inSeconds(seconds) })
    .where(and(at(workspace), free))
    .returning({ workspace: terraformState.workspace });
  if (taken.length > 0) return null;
  const [row] = await db.select({ holder: terraformState.holder }).from(terraformState).where(at(workspace));
  return row?.holder ?? { run: "", request: "another request", step: "" };
}

/** Holds on to a state; false when it is another's. */
export async function keepState(db: Database, workspace: string, run: string, seconds: number): Promise<boolean> {
  const kept = await db
    .update(terraformState)
    .set({ heldUntil: inSeconds(seconds) })
    .where(and(at(workspace), heldBy(run)))
    .returning({ workspace: terraformState.workspace });
  return kept.length > 0;
}

export async function releaseState(db: Database, workspace: string, run: string): Promise<void> {
  await db
    .update(terraformState)
    .set({ holder: null, heldUntil: null })
    .where(and(at(workspace), heldBy(run)));
}

/** The runs that hold a state now. */
export async function heldRuns(db: Database): Promise<string[]> {
  const rows = await db
    .select({ holder: terraformState.holder })
    .from(terraformState)
    .where(gt(terraformState.heldUntil, sql`now()`));
  return rows.flatMap(({ holder }) => holder?.run ?? []);
}

export async function readState(db: Database, workspace: string): Promise<string | null> {
  const [row] = await db.select({ sealed: terraformState.sealed }).from(terraformState).where(at(workspace));
  return row && row.sealed !== null ? open(row.sealed, context(workspace)) : null;
}

/** Writes what Terraform made of the state; null when it wants it gone. Throws StateNotHeld. */
export async function writeState(db: Database, workspace: string, run: string, state: string | null): Promise<void> {
  const { serial, lineage } = state === null ? { serial: null, lineage: null } : headOf(state);
  const sealed = state === null ? null : seal(state, context(workspace));
  await change(db, workspace, run, { sealed, serial, lineage, updatedAt: new Date() });
}

function headOf(state: string): { serial: number | null; lineage: string | null } {
  const read: unknown = JSON.parse(state);
  if (typeof read !== "object" || read === null) return { serial: null, lineage: null };
  const serial = "serial" in read && typeof read.serial === "number" ? read.serial : null;
  const lineage = "lineage" in read && typeof read.lineage === "string" ? read.lineage : null;
  return { serial, lineage };
}

export async function readEffect(db: Database, workspace: string): Promise<StateEffect | null> {
  const [row] = await db.select({ effect: terraformState.effect }).from(terraformState).where(at(workspace));
  return row?.effect ?? null;
}

/** Notes what is about to be changed. Throws StateNotHeld. */
export async function noteEffect(db: Database, workspace: string, run: string, effect: StateEffect): Promise<void> {
  await change(db, workspace, run, { effect });
}

/** Notes that the change of an address has begun. */
export async function noteBegun(db: Database, workspace: string, run: string, address: string): Promise<void> {
  const begun = sql`jsonb_set(${terraformState.effect}, '{begun}', ${terraformState.effect}->'begun' || ${JSON.stringify([address])}::jsonb)`;
  await db
    .update(terraformState)
    .set({ effect: begun })
    .where(and(at(workspace), heldBy(run)));
}

async function change(
  db: Database,
  workspace: string,
  run: string,
  patch: Partial<typeof terraformState.$inferInsert>,
): Promise<void> {
  const changed = await db
    .update(terraformState)
    .set(patch)
    .where(and(at(workspace), heldBy(run)))
    .returning({ workspace: terraformState.workspace });
  if (changed.length === 0) throw new StateNotHeld(workspace);
}
