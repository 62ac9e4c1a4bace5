/** What is measured as it happens, in seconds. Everything else that `/api/metrics` tells is read from the rows. */
export const histograms = {
  pao_step_duration_seconds: {
    says: "From a step's beginning to its end, by adapter and how it ended.",
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400, 604_800],
  },
  pao_outside_call_duration_seconds: {
    says: "From sending a call to the head of its answer, by connection and outcome.",
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  pao_event_lag_seconds: {
    says: "From writing a change to when a web process hears of it, and to when a reader's stream has it.",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
} as const;

export type Histogram = keyof typeof histograms;

interface Labels {
  pao_step_duration_seconds: { adapter: string; outcome: string };
  pao_outside_call_duration_seconds: { connection: string; outcome: string };
  pao_event_lag_seconds: { stage: "heard" | "streamed" };
}

/** What one process has measured since it last told, by name and labels. */
export interface Tally {
  name: string;
  labels: Record<string, string>;
  /** How many fell into each bucket, the last one above them all. */
  counts: number[];
  sum: number;
}

// One per process, however many instances of this module Next.js makes.
declare global {
  var paoTallies: Map<string, Tally> | undefined;
}

/** Connections are few; should something else ever make many, what is new is not measured rather than kept without end. */
const mostTallies = 2_000;

export function observe<N extends Histogram>(name: N, labels: Labels[N], seconds: number): void {
  const tallies = (globalThis.paoTallies ??= new Map<string, Tally>());
  const key = name + JSON.stringify(labels);
  const { buckets } = histograms[name];
  const known = tallies.get(key);
  const tally = known ?? { name, labels: { ...labels }, counts: [...buckets, Infinity].map(() => 0), sum: 0 };
  const bucket = buckets.findIndex((most) => seconds <= most);
  const at = bucket === -1 ? buckets.length : bucket;
  tally.counts[at] = (tally.counts[at] ?? 0) + 1;
  // Clocks of two machines may differ by more than it took.
  tally.sum += Math.max(0, seconds);
  if (!known && tallies.size < mostTallies) tallies.set(key, tally);
}

/** Hands over what was measured, for somebody to add it up; measuring begins anew. */
export function drain(): Tally[] {
  const tallies = [...(globalThis.paoTallies?.values() ?? [])];
  globalThis.paoTallies?.clear();
  return tallies;
}

/** Takes back what could not be added up, beside what was measured meanwhile. */
export function takeBack(tallies: readonly Tally[]): void {
  const known = (globalThis.paoTallies ??= new Map<string, Tally>());
  for (const tally of tallies) {
    const key = tally.name + JSON.stringify(tally.labels);
    const now = known.get(key);
    const counts = tally.counts.map((count, at) => count + (now?.counts[at] ?? 0));
    known.set(key, { ...tally, counts, sum: tally.sum + (now?.sum ?? 0) });
  }
}
