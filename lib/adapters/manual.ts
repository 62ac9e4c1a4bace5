import { manualPayload } from "#lib/core/adapter/manual.ts";
import { taskReference } from "#lib/core/lifecycle/event.ts";
import type { Adapter, AttemptContext, Progress } from "./adapter.ts";
import { nothing } from "./probe.ts";

function task({ payload, request, step }: AttemptContext): Progress {
  const { team } = manualPayload.parse(payload);
  const reference = taskReference(request, step, team);
  // Nothing is asked: the person who does it wakes the request.
  return { state: "waiting", reference, note: `a task for ${team}`, checkAfterSeconds: Number.POSITIVE_INFINITY };
}

/** A task for a team, done or refused in PAO. It makes nothing outside. */
export const manual: Adapter = {
  find: async () => ({ found: null }),
  start: async (context) => task(context),
  check: async (context) => task(context),
  probe: async () => [nothing("A task is done in PAO: there is nothing outside to ask.")],
};
