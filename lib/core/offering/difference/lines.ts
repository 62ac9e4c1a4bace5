import { structuredPatch } from "diff";

/** One line of a text that was or is there: `was` and `is` are its numbers in the earlier and the later text. */
export interface DiffLine {
  kind: "same" | "gone" | "come";
  was: number | null;
  is: number | null;
  text: string;
}

/** A stretch of lines around what changed. */
export interface Hunk {
  lines: DiffLine[];
}

/** Beyond this many changed lines nobody compares, and looking for the fewest would take seconds. */
const mostEdits = 1_000;
const around = 3;

/** Where two texts differ, in lines, with a few unchanged ones around. Nothing where they are the same. */
export function differentLines(before: string, after: string): Hunk[] {
  const options = { context: around, stripTrailingCr: true, maxEditLength: mostEdits };
  const patch = structuredPatch("", "", before, after, undefined, undefined, options);
  if (!patch) return [allAnew(before, after)];
  return patch.hunks.map(({ oldStart, newStart, lines }) => ({ lines: numbered(lines, oldStart, newStart) }));
}

const kinds = { " ": "same", "-": "gone", "+": "come" } as const;

function numbered(lines: readonly string[], oldStart: number, newStart: number): DiffLine[] {
  let was = oldStart;
  let is = newStart;
  return lines.flatMap((line): DiffLine[] => {
    const sign = line.charAt(0);
    // “No newline at end of file” is no line of the text.
    if (sign !== " " && sign !== "-" && sign !== "+") return [];
    const kind = kinds[sign];
    const told = { kind, was: kind === "come" ? null : was, is: kind === "gone" ? null : is, text: line.slice(1) };
    if (kind !== "come") was += 1;
    if (kind !== "gone") is += 1;
    return [told];
  });
}

function allAnew(before: string, after: string): Hunk {
  const gone = textLines(before).map((text, at): DiffLine => ({ kind: "gone", was: at + 1, is: null, text }));
  const come = textLines(after).map((text, at): DiffLine => ({ kind: "come", was: null, is: at + 1, text }));
  return { lines: [...gone, ...come] };
}

const textLines = (text: string): string[] => text.replace(/\r?\n$/, "").split(/\r?\n/);

const signs = { same: " ", gone: "-", come: "+" } as const;

/** As `diff -u` writes it, cut after `most` characters: what the audit keeps of a change. */
export function unifiedDiff(before: string, after: string, most: number): string {
  const text = differentLines(before, after)
    .map(({ lines }) => [heading(lines), ...lines.map(({ kind, text: line }) => signs[kind] + line)].join("\n"))
    .join("\n");
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}\n… cut off here`;
}

function heading(lines: readonly DiffLine[]): string {
  const range = (numbers: (number | null)[]) => {
    const there = numbers.filter((number) => number !== null);
    return `${there[0] ?? 0},${there.length}`;
  };
  return `@@ -${range(lines.map(({ was }) => was))} +${range(lines.map(({ is }) => is))} @@`;
}
