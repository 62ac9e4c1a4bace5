/** One thing that was measured. Less is better, unless the unit says how many per second. */
export interface Figure {
  name: string;
  value: number;
  unit: "ms" | "s" | "/s" | "kB" | "MB" | "requests";
  /** What this machine could do at best, measured in the same run. */
  limit?: { what: string; value: number };
  /** At most this. */
  aim?: number;
}

const tenfold = 10;

/** Far enough from its aim that something is broken rather than slow. */
export const isFarOff = ({ value, aim }: Figure): boolean => aim !== undefined && value >= aim * tenfold;

export const headline = row("figure", "measured", "aim", "limit in the same run", "");

export function lineOf({ name, value, unit, limit, aim }: Figure): string {
  const times = limit && limit.value > 0 ? `${(value / limit.value).toFixed(2)}×` : "";
  const measured = `${rounded(value)} ${unit}`;
  const wanted = aim === undefined ? "" : `${aim} ${unit}`;
  return row(name, measured, wanted, limit ? `${limit.what}: ${rounded(limit.value)} ${unit}` : "", times);
}

function row(name: string, measured: string, aim: string, limit: string, times: string): string {
  return `${name.padEnd(58)}${measured.padStart(14)}${aim.padStart(12)}   ${limit.padEnd(50)}${times.padStart(8)}`.trimEnd();
}

const rounded = (value: number) => (value >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(1))));

/** The value that this share of the samples does not exceed. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5);
export const p95 = (samples: readonly number[]) => quantile(samples, 0.95);
