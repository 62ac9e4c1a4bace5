import type { Actor } from "#lib/core/access.ts";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { planVersion } from "#lib/core/plan/plan.ts";
import { database } from "#db/client.ts";
import { listEngines, stepsInHand } from "#db/engine.ts";
import type { EngineList } from "./shape.ts";
import { permit } from "../permit.ts";

/** The engines of the last hour with what they have in hand, for an admin; the oldest first. */
export async function engines(actor: Actor): Promise<EngineList> {
  permit(actor, { verb: "engine.read" });
  const [rows, inHand] = await Promise.all([listEngines(database()), stepsInHand(database())]);
  const items = rows.map(({ row, alive }) => ({
    id: row.id,
    version: row.version,
    state: alive ? (row.stoppingAt === null ? ("alive" as const) : ("stopping" as const)) : ("silent" as const),
    current: row.planVersion >= planVersion,
    capabilities: row.capabilities,
    concurrency: row.concurrency,
    startedAt: row.startedAt.toISOString(),
    heartbeatAt: row.heartbeatAt.toISOString(),
    inHand: inHand
      .filter(({ engine }) => engine === row.id)
      .map(({ number, request, step, startedAt }) => ({
        number: formatNumber(number),
        request,
        step,
        startedAt: startedAt?.toISOString() ?? null,
      })),
  }));
  return { items, next: null };
}
