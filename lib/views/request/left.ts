import type { Actor } from "#lib/core/access.ts";
import type { Left } from "#lib/core/lifecycle/left.ts";
import { parseNumber } from "#lib/core/lifecycle/number.ts";
import type { Transaction } from "#db/client.ts";
import { loadLeft } from "#db/left.ts";
import { visibleAmong } from "./visible.ts";

/** What the end of a request leaves outside; of the requests below it, what they leave that the actor may see. */
export async function visibleLeft(actor: Actor, tx: Transaction, number: number): Promise<Left[]> {
  const left = await loadLeft(tx, number);
  const below = [...new Set(left.flatMap(ordersAbove))];
  const visible = below.length === 0 ? new Set<number>() : await visibleAmong(actor, below, tx);
  return left.filter((one) => ordersAbove(one).every((order) => visible.has(order)));
}

/** `REQ-7/REQ-9/disk` stands in two requests below. */
function ordersAbove({ step }: Left): number[] {
  return step
    .split("/")
    .slice(0, -1)
    .flatMap((part) => parseNumber(part) ?? []);
}
