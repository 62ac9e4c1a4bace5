import type { Actor } from "#lib/core/access.ts";
import { Recent } from "#lib/core/recent.ts";
import { kindsOf, stagesOf } from "#lib/core/offering/automation-path.ts";
import { fulfilledBy, leadTimesOfRows } from "#db/automation-path.ts";
import { database } from "#db/client.ts";
import { offered } from "./offering.ts";
import type { AutomationStage } from "./shape.ts";

/** What is older is not looked at; few offerings are published that often. */
const mostRevisions = 200;
const mostStages = 6;

/** How an offering came to be fulfilled as it is: a stage for each change of level or kinds, with what orders took in it. */
export async function automationPath(actor: Actor, name: string): Promise<AutomationStage[]> {
  const { number } = await offered(actor, name);
  return pathOf(name, number);
}

type Path = Promise<AutomationStage[]>;

// One per process, however many instances of this module Next.js makes.
declare global {
  var paoPaths: Recent<{ at: number; path: Path }> | undefined;
}

const kept = (globalThis.paoPaths ??= new Recent(500));
const keptMs = 5_000;

/** The same for who may read it already, up to the revision that is published. Measured over all its orders, so it is asked for every few seconds. */
export async function pathOf(name: string, current: number): Path {
  const key = `${name} ${current}`;
  const known = kept.get(key);
  if (known && Date.now() - known.at < keptMs) return known.path;
  const path = readPath(name);
  kept.set(key, { at: Date.now(), path });
  path.catch(() => kept.set(key, { at: 0, path }));
  return path;
}

async function readPath(name: string): Path {
  const rows = await fulfilledBy(database(), name, mostRevisions);
  const stages = stagesOf(rows.map(({ steps, ...row }) => ({ ...row, kinds: kindsOf(steps) })));
  if (stages.length < 2) return stages.map((stage) => ({ ...stage, leadTime: null }));
  const times = await leadTimesOfRows(
    database(),
    name,
    stages.map(({ number }) => number),
  );
  const timed = stages.map((stage, at) => {
    const time = times.get(at);
    return { ...stage, leadTime: time ? { medianSeconds: time.median, over: time.over } : null };
  });
  return timed.slice(-mostStages);
}
