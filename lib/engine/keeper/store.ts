import type { Sql } from "postgres";
import {
  forgetEffect,
  keepState,
  noteBegun,
  noteEffect,
  readEffect,
  readState,
  releaseState,
  takeState,
  writeState,
} from "#db/terraform-state.ts";
import { holdSeconds } from "#lib/adapters/terraform/hold.ts";
import type { Holder, StateStore } from "#lib/adapters/terraform/store.ts";

/** The state of one workspace in the database, for one run. */
export function databaseStore(sql: Sql, workspace: string, holder: Holder): StateStore {
  const { run } = holder;
  return {
    take: () => takeState(sql, workspace, holder, holdSeconds),
    keep: () => keepState(sql, workspace, run, holdSeconds),
    release: () => releaseState(sql, workspace, run),
    read: () => readState(sql, workspace),
    settle: async () => {},
    write: (state) => writeState(sql, workspace, run, state),
    effect: () => readEffect(sql, workspace),
    noteEffect: (effect) => noteEffect(sql, workspace, run, effect),
    forgetEffect: () => forgetEffect(sql, workspace, run),
    noteBegun: (address) => noteBegun(sql, workspace, run, address),
  };
}
