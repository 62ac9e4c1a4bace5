/** Things of one kind that hang on something: `2 projects (checkout, search)`. */
export interface Held {
  /** Of one, and of several. */
  what: readonly [one: string, several: string];
  count: number;
  /** Names of some; none where they have no name that says anything. */
  names: readonly string[];
}

const told = 5;

/** What hangs on something, in words; empty when nothing does. */
export function heldText(held: readonly Held[]): string {
  const parts = held.filter(({ count }) => count > 0).map(partText);
  const last = parts.pop();
  if (last === undefined) return "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function partText({ what: [one, several], count, names }: Held): string {
  const counted = `${count} ${count === 1 ? one : several}`;
  if (names.length === 0) return counted;
  const more = count - Math.min(names.length, told);
  return `${counted} (${names.slice(0, told).join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
}
