import { diffArrays } from "diff";

/** Lines of the earlier text, from one up to another, and what stands in their place now. */
interface Change {
  from: number;
  to: number;
  lines: readonly string[];
}

/** Beyond this many changed lines people look at it, and looking for the fewest would take seconds. */
const mostEdits = 1_000;

/** One text with what two people changed in the one that both began from, or null where their changes meet. */
export function joinTexts(base: string, mine: string, theirs: string): string | null {
  const lines = base.split("\n");
  const [own, other] = [changesIn(lines, mine.split("\n")), changesIn(lines, theirs.split("\n"))];
  if (own === null || other === null) return null;
  const fresh = other.filter((change) => !own.some((known) => same(known, change)));
  if (fresh.some((change) => own.some((known) => meets(known, change)))) return null;
  return applied(lines, [...own, ...fresh]).join("\n");
}

function changesIn(lines: string[], now: string[]): Change[] | null {
  const parts = diffArrays(lines, now, { maxEditLength: mostEdits });
  if (!parts) return null;
  const changes: Change[] = [];
  let at = 0;
  let goesOn = false;
  for (const { added, removed, value } of parts) {
    const begun = at;
    if (!added) at += value.length;
    if (added || removed) {
      // What was taken away and what came in its place are one change.
      const { from, lines: come } = (goesOn ? changes.pop() : undefined) ?? { from: begun, lines: [] };
      changes.push({ from, to: at, lines: added ? [...come, ...value] : come });
    }
    goesOn = added || removed;
  }
  return changes;
}

const same = (one: Change, other: Change) =>
  one.from === other.from &&
  one.to === other.to &&
  one.lines.length === other.lines.length &&
  one.lines.every((line, at) => line === other.lines[at]);

/** Also where one ends as the other begins: nobody can say in which order both were meant. */
const meets = (one: Change, other: Change) => one.from <= other.to && other.from <= one.to;

/** From the end to the beginning, so that what is still to be done keeps its place. */
function applied(lines: readonly string[], changes: readonly Change[]): string[] {
  const joined = [...lines];
  const backwards = changes.toSorted((one, other) => other.from - one.from || other.to - one.to);
  for (const { from, to, lines: now } of backwards) joined.splice(from, to - from, ...now);
  return joined;
}
