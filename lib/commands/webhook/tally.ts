import { database } from "#db/client.ts";
import { addTally, type Count } from "#db/webhook.ts";
import { log } from "#lib/log.ts";

const nothing: Count = { received: 0, woke: 0, unknown: 0, refused: 0 };

declare global {
  var paoWebhookTallies: Map<string, Count> | undefined;
}

/**
 * Counts what came in at a connection's door. One statement at a time is written for a connection, with all that has
 * come meanwhile: a flood, forged or not, keeps neither a row locked nor a pool busy. What is lost with the process are
 * counts only.
 */
export function count(connection: string, more: Partial<Count>): void {
  const tallies = (globalThis.paoWebhookTallies ??= new Map<string, Count>());
  const before = tallies.get(connection);
  tallies.set(connection, sum(before ?? nothing, { ...nothing, ...more }));
  if (before === undefined) void write(tallies, connection);
}

/** While a connection is in the map, somebody writes for it. */
async function write(tallies: Map<string, Count>, connection: string): Promise<void> {
  for (;;) {
    const counted = tallies.get(connection);
    if (counted === undefined || counted === nothing) break;
    tallies.set(connection, nothing);
    try {
      await addTally(database(), connection, counted);
    } catch (error) {
      log.warn("deliveries could not be counted", { connection, error });
    }
  }
  tallies.delete(connection);
}

function sum(a: Count, b: Count): Count {
  return {
    received: a.received + b.received,
    woke: a.woke + b.woke,
    unknown: a.unknown + b.unknown,
    refused: a.refused + b.refused,
  };
}
