import type { Adapter, AttemptContext, Stopping } from "#lib/adapters/adapter.ts";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import { asAdapterError, look } from "./asked.ts";
import type { EngineContext } from "./context.ts";
import { secondsSince } from "./context.ts";
import type { Ended } from "./ended.ts";
import { judgeFinding, judgeStop } from "./judge.ts";
import type { Taken } from "./take.ts";

/** One turn at a step whose request was cancelled: what it made is looked for, and asked to stop. Nothing is made any more. */
export async function stop(
  engine: EngineContext,
  taken: Taken,
  adapter: Adapter,
  context: AttemptContext,
): Promise<Ended> {
  const { step, todo } = taken;
  if (todo.task === "start") return { how: "stopped" };
  if (todo.task === "check" && step.reference) return ask(engine, taken, adapter, context, step.reference);
  const finding = await look(adapter, context, taken);
  const { settlingSeconds } = adapterDefinition(step.uses);
  const { longestPauseSeconds } = engine;
  const looking = { since: taken.attempt.startedAt, settlingSeconds, before: step.problem, longestPauseSeconds };
  const ended = judgeFinding(finding, todo, looking);
  if (ended === "make") return { how: "stopped" };
  const goesOn = ended.how === "progress" && ended.progress.state === "waiting" ? ended.progress.reference : null;
  return goesOn === null ? ended : ask(engine, taken, adapter, context, goesOn);
}

async function ask(
  engine: EngineContext,
  taken: Taken,
  adapter: Adapter,
  context: AttemptContext,
  reference: Reference,
): Promise<Ended> {
  const since = taken.step.cancellingSince ?? new Date();
  if (!adapter.cancel) return { how: "stopped", reference };
  try {
    return endOf(await adapter.cancel(context, reference, since));
  } catch (error) {
    return judgeStop(asAdapterError(error, taken), secondsSince(since), engine);
  }
}

function endOf(stopping: Stopping): Ended {
  if (stopping.state !== "cancelled") return { how: "progress", progress: stopping };
  const { state: _, ...more } = stopping;
  return { how: "stopped", ...more };
}
