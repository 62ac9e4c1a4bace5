import { spawnSync } from "node:child_process";
import path from "node:path";
import { endWithParent } from "#lib/process.ts";
import { build } from "#scripts/start/build.ts";
import { freePair } from "#scripts/start/checks.ts";
import { complain, during, say } from "#scripts/start/console.ts";
import { lines } from "./count.ts";
import { type Running, startChaos } from "./run.ts";
import { settings } from "./settings.ts";

/** `npm run chaos -- seed=7 minutes=5 orders=300`: ends by itself, with a count; its exit code is 0 only when all is well. */
const root = path.resolve(import.meta.dirname, "../..");
let running: Running | undefined;
const endingMs = 30_000;
/** What ends it is the run itself, as when it fails: it cleans up, and nothing counts as proven. */
const brokenOff = new Promise<never>((_, reject) => {
  const breakOff = () => new Promise<never>(() => reject(new Error("Broken off: nothing is proven.")));
  endWithParent(breakOff, endingMs);
});

try {
  await Promise.race([play(), brokenOff]);
} catch (error) {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
} finally {
  await running?.end();
}
process.exit();

async function play(): Promise<void> {
  const { seed, minutes, orders, keep } = settings(process.argv.slice(2));
  await build(root, process.env);
  const port = await freePair(4800);
  const withTerraform = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;
  running = startChaos({
    seed,
    orders,
    stormSeconds: minutes * 36,
    calmSeconds: minutes * 24,
    port,
    cast: { engines: 4, webs: 2 },
    weather: {
      killsMs: [500, 4000],
      faultsMs: [100, 900],
      victims: [
        [5, "engine"],
        [2, "web"],
        [2, "sandbox"],
        [1, "postgres"],
      ],
    },
    withTerraform,
    keep,
  });
  const count = await during(`Chaos with seed ${seed}, for ${minutes} min at most`, running.count);
  for (const line of lines(count)) say(line);
  const well = count.lost.length === 0 && count.duplicated.length === 0;
  complain(well ? "Nothing was lost and nothing happened twice." : "Something was lost, or happened twice.");
  process.exitCode = well ? 0 : 1;
}
