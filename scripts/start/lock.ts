import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { until } from "#db/embedded-process.ts";
import { commandOf, isRunning } from "#lib/process.ts";
import { Problem } from "#lib/core/problem.ts";
import { during } from "./console.ts";

const leavingMs = 100_000;

export interface Hold {
  /** The one before was killed: what it started may still be on its way out. */
  afterCrash: boolean;
  leaving(): void;
  release(): void;
}

/** One supervisor per data folder. A second one waits for the first if that is leaving, and is refused otherwise. */
export async function holdDataDir(directory: string): Promise<Hold> {
  const file = path.join(directory, "supervisor.pid");
  const before = holder(file);
  if (before && (!before.leaving || !(await gone(file))))
    throw new Problem("conflict", `PAO is already running on ${directory} (process ${before.pid}).`, {
      remedy:
        "Stop that one first, or start this one on a folder and a port of its own: PAO_DATA_DIR=.pao-2 PORT=3100 npm start",
    });
  const afterCrash = exists(file);
  const mine = () => holder(file)?.pid === process.pid;
  writeFileSync(file, `${process.pid}\n`);
  return {
    afterCrash,
    leaving: () => mine() && writeFileSync(file, `${process.pid}\nleaving\n`),
    release: () => mine() && rmSync(file, { force: true }),
  };
}

/** It may wait for Terraform, for as long as that takes. */
function gone(file: string): Promise<boolean> {
  return during(
    "Waiting for the PAO before to end",
    until(() => holder(file) === undefined, leavingMs),
  );
}

function exists(file: string): boolean {
  try {
    return readFileSync(file, "utf8") !== "";
  } catch {
    return false;
  }
}

function holder(file: string): { pid: number; leaving: boolean } | undefined {
  if (!exists(file)) return undefined;
  const [pid, note] = readFileSync(file, "utf8").split("\n");
  const number = Number(pid);
  // Another program may have got the number of a killed one, after a restart of the machine or container.
  const alive =
    number > 0 && isRunning(number) && (number === process.pid || /supervise|rotate-key/.test(commandOf(number)));
  return alive ? { pid: number, leaving: note === "leaving" } : undefined;
}
