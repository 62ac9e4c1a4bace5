import type { Actor } from "#lib/core/access.ts";
import { requestStates } from "#lib/core/lifecycle/states.ts";
import { database } from "#db/client.ts";
import { livingEngines } from "#db/engine.ts";
import { loadStandings } from "#db/gate.ts";
import { openFigures, queueFigures, requestFigures, stepFigures } from "#db/figures.ts";
import { flushMeasures, loadMeasures } from "#db/measure.ts";
import { queues } from "#db/queue.ts";
import { loadTallies } from "#db/webhook.ts";
import { shared } from "../shared.ts";
import { histogramFamilies } from "./histogram.ts";
import { type Family, written } from "./text.ts";
import { permit } from "../permit.ts";

/** Offerings and connections are as many as people make them: the busiest have a line of their own, the rest one together. */
const mostLines = 100;

/** For an actor who may see how PAO does. */
export async function metricsFor(actor: Actor): Promise<string> {
  permit(actor, { verb: "metrics.read" });
  return metrics();
}

/** Everything that is measured, as Prometheus reads it. However many ask at once, it is counted once. */
export const metrics = shared(async (): Promise<string> => {
  await flushMeasures(database());
  const counted = [ofEngines(), ofQueues(), ofRequests(), ofSteps(), ofConnections(), ofWebhooks(), ofMeasures()];
  const families = await Promise.all(counted);
  return written(families.flat());
});

async function ofEngines(): Promise<Family[]> {
  const engines = await livingEngines(database());
  return [
    gauge("pao_engines", "Engines that have said within 15 seconds that they live.", [{ value: engines.length }]),
  ];
}

async function ofQueues(): Promise<Family[]> {
  const found = new Map((await queueFigures(database())).map((row) => [row.queue, row]));
  const each = (of: "jobs" | "oldest") =>
    queues.map(({ name }) => ({ labels: { queue: name }, value: found.get(name)?.[of] ?? 0 }));
  return [
    gauge("pao_queue_jobs", "Wake-ups that are due and not yet taken, by queue.", each("jobs")),
    gauge("pao_queue_oldest_seconds", "How long the oldest of them has been due.", each("oldest")),
  ];
}

async function ofRequests(): Promise<Family[]> {
  const [byState, open] = await Promise.all([requestFigures(database()), openFigures(database())]);
  const states = requestStates.map((state) => {
    return { labels: { state }, value: byState.find((row) => row.state === state)?.requests ?? 0 };
  });
  const offerings = bounded(open.map(({ offering, requests }) => ({ name: offering, value: requests })));
  return [
    gauge("pao_requests", "Requests by state.", states),
    gauge(
      "pao_requests_open",
      `Requests that are not over, by offering; those beyond the ${mostLines} most ordered together as "other".`,
      offerings.map(({ name: offering, value }) => ({ labels: { offering }, value })),
    ),
  ];
}

async function ofSteps(): Promise<Family[]> {
  const rows = await stepFigures(database());
  const samples = rows.map(({ adapter, state, steps }) => ({ labels: { adapter, state }, value: steps }));
  const unsure = rows.filter(({ state }) => state === "uncertain").reduce((sum, { steps }) => sum + steps, 0);
  return [
    gauge("pao_steps", "Steps of requests that are not over, by adapter and state.", samples),
    gauge("pao_steps_uncertain", "Steps of which a person must say whether they happened.", [{ value: unsure }]),
  ];
}

/** A connection may limit what it takes at once and in a minute; what is beyond that lines up. */
async function ofConnections(): Promise<Family[]> {
  const standings = [...(await loadStandings(database()))].toSorted(([, a], [, b]) => b.waiting - a.waiting);
  const samples = standings.slice(0, mostLines).flatMap(([connection, { inHand, waiting }]) => [
    { labels: { connection, state: "in_hand" }, value: inHand },
    { labels: { connection, state: "lined_up" }, value: waiting },
  ]);
  return [
    gauge("pao_connection_steps", "Steps at a connection: in an engine's hands, or lined up for a place.", samples),
  ];
}

async function ofWebhooks(): Promise<Family[]> {
  const busiest = (await loadTallies(database())).toSorted((a, b) => b.received - a.received).slice(0, mostLines);
  const samples = busiest.flatMap(({ connection, woke, unknown, refused }) =>
    Object.entries({ woke, unknown, refused }).map(([result, value]) => ({ labels: { connection, result }, value })),
  );
  const says = "Deliveries at a connection's door: they woke a step, concerned nothing known, or were refused.";
  return [{ name: "pao_webhooks_total", kind: "counter", says, samples }];
}

async function ofMeasures(): Promise<Family[]> {
  return histogramFamilies(await loadMeasures(database()), mostLines);
}

function gauge(name: string, says: string, samples: Family["samples"]): Family {
  return { name, kind: "gauge", says, samples };
}

/** Given the most first. */
function bounded(named: { name: string; value: number }[]): { name: string; value: number }[] {
  const rest = named.slice(mostLines).reduce((sum, { value }) => sum + value, 0);
  return [...named.slice(0, mostLines), ...(rest > 0 ? [{ name: "other", value: rest }] : [])];
}
