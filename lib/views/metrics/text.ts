/** One figure: its labels and its value. A histogram's parts have names of their own. */
export interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
  /** `_bucket`, `_sum`, `_count`. */
  part?: string;
}

/** What Prometheus calls a family: figures of one name. */
export interface Family {
  name: string;
  kind: "gauge" | "counter" | "histogram";
  says: string;
  samples: readonly Sample[];
}

/** The text format of Prometheus, version 0.0.4. */
export function written(families: readonly Family[]): string {
  return families.map(familyOf).join("");
}

function familyOf({ name, kind, says, samples }: Family): string {
  const lines = samples.map(
    ({ labels = {}, value, part = "" }) => `${name}${part}${labelled(labels)} ${numeral(value)}\n`,
  );
  return `# HELP ${name} ${says.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${kind}\n${lines.join("")}`;
}

function labelled(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

export function numeral(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
