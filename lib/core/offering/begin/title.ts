/** `postgres_version` → `Postgres version`: a name as words. */
export function asTitle(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll(/[_-]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A name that can be read in expressions without quotes: `db-host` → `db_host`. */
export function asIdentifier(name: string, otherwise: string): string {
  const made = name.replaceAll(/[^A-Za-z0-9_]+/g, "_").replace(/^(?=\d)/, "_");
  return /[A-Za-z]/.test(made) ? made.slice(0, 60) : otherwise;
}

/** The beginning of a text on one line, at most so long. */
export function brief(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
