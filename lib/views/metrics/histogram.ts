import { type Histogram, histograms, type Tally } from "#lib/measure.ts";
import { type Family, numeral, type Sample } from "./text.ts";

/** What was measured, as Prometheus has it. Of each name only so many rows are told, those with the most in them. */
export function histogramFamilies(tallies: readonly Tally[], most: number): Family[] {
  // Object.keys answers plain text, whatever the object's keys are known to be.
  const names = Object.keys(histograms) as Histogram[];
  return names.map((name) => {
    const { says, buckets } = histograms[name];
    const own = tallies.filter((tally) => tally.name === name && tally.counts.length === buckets.length + 1);
    const told = own.toSorted((a, b) => total(b) - total(a)).slice(0, most);
    return { name, kind: "histogram", says, samples: told.flatMap((tally) => samplesOf(tally, buckets)) };
  });
}

const total = ({ counts }: Tally) => counts.reduce((sum, count) => sum + count, 0);

/** A bucket of Prometheus holds all that is smaller, too. */
function samplesOf({ labels, counts, sum }: Tally, buckets: readonly number[]): Sample[] {
  let below = 0;
  const filled = [...buckets, Infinity].map((most, at) => {
    below += counts[at] ?? 0;
    return { part: "_bucket", labels: { ...labels, le: numeral(most) }, value: below };
  });
  return [...filled, { part: "_sum", labels, value: sum }, { part: "_count", labels, value: below }];
}
