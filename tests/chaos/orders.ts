import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import type { Sample } from "./documents.ts";
import type { Rest } from "./rest.ts";

export interface Accepted {
  number: number;
  key: string;
  offering: string;
}

interface Pace {
  count: number;
  withinMs: number;
}

/** Orders one after the other, each repeated under its key until it is answered. Answers those that were accepted. */
export async function placeOrders(
  rest: Rest,
  dice: Dice,
  samples: readonly Sample[],
  { count, withinMs }: Pace,
): Promise<Accepted[]> {
  const placed: Promise<Accepted>[] = [];
  for (let n = 0; n < count; n++) {
    const { name } = dice.pick(samples.map((sample) => [sample.weight, sample] as const));
    placed.push(placeOne(rest, name, `c${n}`));
    await pause(dice.between(0, (2 * withinMs) / count));
  }
  return Promise.all(placed);
}

async function placeOne(rest: Rest, offering: string, key: string): Promise<Accepted> {
  const body = { offering, project: "checkout", environment: "dev", inputs: { key } };
  for (;;) {
    const answer = await rest.post("developer", "/requests", body, { "idempotency-key": `chaos-${key}` });
    if (answer?.status === 201) {
      const { number }: { number: string } = JSON.parse(answer.text);
      return { number: Number(number.replace("REQ-", "")), key, offering };
    }
    // Refused for good: the run itself is wrong.
    if (answer && answer.status >= 400 && answer.status < 500 && ![408, 409, 429].includes(answer.status))
      throw new Error(`An order of ${offering} was answered with ${answer.status}: ${answer.text}`);
    await pause(300);
  }
}
