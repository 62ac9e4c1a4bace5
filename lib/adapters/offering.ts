import { pinIn } from "#lib/core/adapter/offering.ts";
import { standing } from "#lib/core/lifecycle/child.ts";
import type { Adapter, AttemptContext, ChildRequest, ChildRequests, Progress } from "./adapter.ts";
import { nothing } from "./probe.ts";

/** PAO wakes the step when the other request moves; this is for a wake-up that is lost. */
const lookSeconds = 10;
/** A quick request may be done before it is written down that the step waits for it. */
const firstLookSeconds = 1;

function port({ children }: AttemptContext): ChildRequests {
  if (!children) throw new TypeError("This step orders nothing.");
  return children;
}

/** How the other request stands is how the step stands. What only a person can help on there is helped on there. */
export function progressOf(child: ChildRequest, checkAfterSeconds: number): Progress {
  const { number, url, state, stuck } = child;
  const reference = { kind: "request", id: number, url, data: standing(stuck) };
  if (state === "completed") return { state: "completed", reference, outputs: child.outputs };
  if (state === "aborted" || state === "rejected")
    return {
      state: "failed",
      reference,
      ended: true,
      problem: {
        code: `child_${state}`,
        sentence: `${number} was ${state}.`,
        remedy: "Retry orders it anew; when it was done another way, say so and give its outputs.",
      },
    };
  const note = stuck ? `${number} needs somebody to choose how it goes on` : undefined;
  return { state: "waiting", reference, ...(note === undefined ? {} : { note }), checkAfterSeconds };
}

/** Orders another offering as a request of its own, and waits for that. The effect key is a column that is unique. */
export const offering: Adapter = {
  find: async (context) => {
    const child = await port(context).look();
    return { found: child && progressOf(child, lookSeconds) };
  },
  start: async (context) => {
    await context.aboutToMake({ repeatable: true });
    return progressOf(await port(context).order(), firstLookSeconds);
  },
  // The cancel went down to it already; what is left is to wait.
  cancel: async (context, reference) => {
    const child = await port(context).look();
    if (!child) return { state: "cancelled", reference };
    const progress = progressOf(child, lookSeconds);
    if (child.state !== "aborted") return progress;
    return { state: "cancelled", reference: progress.reference ?? reference, note: `${child.number} has ended` };
  },
  check: async (context) => {
    const child = await port(context).look();
    if (!child) throw new TypeError("The request that this step has ordered is gone.");
    return progressOf(child, lookSeconds);
  },
  probe: async (_context, config) => {
    const title = pinIn(config)?.title ?? "the other offering";
    return [nothing(`What ${title} names outside is checked on its own page, by those who keep it.`)];
  },
};
