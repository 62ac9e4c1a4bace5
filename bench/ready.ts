import type { EmptyNext } from "./empty-next.ts";
import { type Figure, median } from "./figure.ts";
import { npmStart, type Running } from "./pao.ts";

/** `npm start` on folders that an earlier start has filled; the last one goes on running. */
export async function ready(
  place: string,
  port: number,
  count: number,
  empty: EmptyNext,
): Promise<{ running: Running; figures: Figure[] }> {
  // Installs, builds and makes the database where that is needed.
  await (await npmStart(place, port)).stop();
  const seconds: number[] = [];
  for (;;) {
    const running = await npmStart(place, port);
    seconds.push(running.readyAfterMs / 1000);
    if (seconds.length < count) {
      await running.stop();
      continue;
    }
    const limit = { what: "next start of an empty page", value: empty.readyAfterMs / 1000 };
    const name = "npm start to ready, nothing changed, median";
    return { running, figures: [{ name, value: median(seconds), unit: "s", aim: 5, limit }] };
  }
}
