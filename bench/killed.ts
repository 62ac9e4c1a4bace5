import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { loadRequest } from "#db/request.ts";
import { loadStep } from "#db/step.ts";
import { endEngine, startEngine } from "./engines.ts";
import { type Figure, median } from "./figure.ts";
import { placeOrder, type StepsPlace } from "./steps-place.ts";

/** From kill -9 of the engine that has a step in hand to the end of that step by another engine. */
export async function killed(place: StepsPlace, rounds: number): Promise<Figure[]> {
  const took: number[] = [];
  let engine: ChildProcess = await startEngine(place.environment);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const number = await placeOrder(place, "bench-hanging");
      await until(async () => (await loadStep(place.db, number, "call"))?.lease !== null);
      const other = await startEngine(place.environment);
      // Right after a renewal, or right before the next one.
      await pause(2000 * Math.random());
      await endEngine(engine, "SIGKILL");
      const began = performance.now();
      engine = other;
      await until(async () => (await loadRequest(place.db, number))?.state === "completed");
      took.push((performance.now() - began) / 1000);
    }
  } finally {
    await endEngine(engine);
  }
  return [
    { name: "kill -9 of an engine → its step goes on, median", value: median(took), unit: "s" },
    { name: "kill -9 of an engine → its step goes on, worst", value: Math.max(...took), unit: "s", aim: 12 },
  ];
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await holds()); await pause(20))
    if (Date.now() > deadline) throw new Error("A step did not go on within a minute.");
}
