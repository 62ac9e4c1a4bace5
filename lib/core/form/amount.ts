/** A value with its unit, which authors give in the plural: `3 days`, and `1 day`. */
export function amountOf(text: string, unit: string | undefined): string {
  if (unit === undefined) return text;
  return `${text} ${text === "1" ? single(unit) : unit}`;
}

/** One of what English names in the plural; `ms`, `ops` and `GiB` are no plurals. */
function single(unit: string): string {
  if (!/^[a-z]{2,}[^ius]s$/.test(unit)) return unit;
  if (unit.endsWith("ies")) return `${unit.slice(0, -3)}y`;
  return /(?:ss|sh|ch|x)es$/.test(unit) ? unit.slice(0, -2) : unit.slice(0, -1);
}
