import type { Database } from "#db/client.ts";
import {
  keepState,
  noteBegun,
  noteEffect,
  readEffect,
  readState,
  releaseState,
  takeState,
  writeState,
} from "#db/terraform-state.ts";
import type { Holder, StateStore } from "#lib/adapters/terraform/store.ts";

/** How long a state stays held after the last sign of life. */
const holdSeconds = 20;

/** The state of one workspace in the database, for one run. */
export function databaseStore(db: Database, workspace: string, holder: Holder): StateStore {
  const { run } = holder;
  return {
    take: () => takeState(db, workspace, holder, holdSeconds),
    keep: () => keepState(db, workspace, run, holdSeconds),
    release: () => releaseState(db, workspace, run),
    read: () => readState(db, workspace),
    write: (state) => writeState(db, workspace, run, state),
    effect: () => readEffect(db, workspace),
    noteEffect: (effect) => noteEffect(db, workspace, run, effect),
    noteBegun: (address) => noteBegun(db, workspace, run, address),
  };
}
