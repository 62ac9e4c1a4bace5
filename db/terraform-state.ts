import postgres, { type Sql } from "postgres";
import { open, seal } from "#lib/secret.ts";
import { sealedFor } from "./sealed.ts";
import type { StateEffect, StateHolder } from "./tables/module.ts";

// Plain SQL: this is for a process per run, in which Drizzle alone would take half a second and 200 MB [measured].

export interface States {
  sql: Sql;
  close: () => Promise<void>;
}

/** A few connections for one run. */
export function openStates(url: string): States {
  const sql = postgres(url, {
    max: 3,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "pao run" },
  });
  return { sql, close: () => sql.end({ timeout: 5 }) };
}

/** For a state that can't be stored yet. */
export function sealState(workspace: string, state: string): string {
  return seal(state, sealedFor.state(workspace));
}

export function openState(workspace: string, sealed: string): string {
  return open(sealed, sealedFor.state(workspace));
}

/** The run has lost the state to another one, or never had it. */
export class StateNotHeld extends Error {
  constructor(workspace: string) {
    super(`The state ${workspace} is held by another run.`);
    this.name = "StateNotHeld";
  }
}

/** Takes a state that nobody holds; answers who holds it otherwise. One that has not been kept for long enough is free. */
export async function takeState(
  sql: Sql,
  workspace: string,
  holder: StateHolder,
  seconds: number,
): Promise<StateHolder | null> {
  await sql`insert into terraform_state (workspace) values (${workspace}) on conflict do nothing`;
  const taken = await sql`
    update terraform_state set holder = ${sql.json({ ...holder })}, held_until = now() + make_interval(secs => ${seconds})
    where workspace = ${workspace}
      and (holder is null or held_until <= now() or holder->>'run' = ${holder.run})`;
  if (taken.count > 0) return null;
  const [row] = await sql<{ holder: StateHolder | null }[]>`
    select holder from terraform_state where workspace = ${workspace}`;
  return row?.holder ?? { run: "", request: "another request", step: "" };
}

/** Holds on to a state; false when it is another's. */
export async function keepState(sql: Sql, workspace: string, run: string, seconds: number): Promise<boolean> {
  const kept = await sql`
    update terraform_state set held_until = now() + make_interval(secs => ${seconds})
    where workspace = ${workspace} and holder->>'run' = ${run}`;
  return kept.count > 0;
}

export async function releaseState(sql: Sql, workspace: string, run: string): Promise<void> {
  await sql`
    update terraform_state set holder = null, held_until = null
    where workspace = ${workspace} and holder->>'run' = ${run}`;
}

export async function readState(sql: Sql, workspace: string): Promise<string | null> {
  const [row] = await sql<{ sealed: string | null }[]>`
    select sealed from terraform_state where workspace = ${workspace}`;
  return row && row.sealed !== null ? openState(workspace, row.sealed) : null;
}

/** Writes what Terraform made of the state; null when it wants it gone. Throws StateNotHeld. */
export async function writeState(sql: Sql, workspace: string, run: string, state: string | null): Promise<void> {
  const { serial, lineage } = state === null ? { serial: null, lineage: null } : headOf(state);
  const sealed = state === null ? null : sealState(workspace, state);
  const written = await sql`
    update terraform_state set sealed = ${sealed}, serial = ${serial}, lineage = ${lineage}, updated_at = now()
    where workspace = ${workspace} and holder->>'run' = ${run}`;
  if (written.count === 0) throw new StateNotHeld(workspace);
}

function headOf(state: string): { serial: number | null; lineage: string | null } {
  const read: unknown = JSON.parse(state);
  if (typeof read !== "object" || read === null) return { serial: null, lineage: null };
  const serial = "serial" in read && typeof read.serial === "number" ? read.serial : null;
  const lineage = "lineage" in read && typeof read.lineage === "string" ? read.lineage : null;
  return { serial, lineage };
}

export async function readEffect(sql: Sql, workspace: string): Promise<StateEffect | null> {
  const [row] = await sql<{ effect: StateEffect | null }[]>`
    select effect from terraform_state where workspace = ${workspace}`;
  return row?.effect ?? null;
}

/** Notes what is about to be changed. Throws StateNotHeld. */
export async function noteEffect(sql: Sql, workspace: string, run: string, effect: StateEffect): Promise<void> {
  const noted = await sql`
    update terraform_state set effect = ${sql.json({ ...effect })}
    where workspace = ${workspace} and holder->>'run' = ${run}`;
  if (noted.count === 0) throw new StateNotHeld(workspace);
}

/** Notes that the change of an address has begun. */
export async function noteBegun(sql: Sql, workspace: string, run: string, address: string): Promise<void> {
  await sql`
    update terraform_state set effect = jsonb_set(effect, '{begun}', effect->'begun' || ${sql.json([address])})
    where workspace = ${workspace} and holder->>'run' = ${run}`;
}

/** What was to be changed is changed, or is known not to be. */
export async function forgetEffect(sql: Sql, workspace: string, run: string): Promise<void> {
  await sql`
    update terraform_state set effect = null
    where workspace = ${workspace} and holder->>'run' = ${run}`;
}
