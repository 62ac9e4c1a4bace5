import { diff3Merge } from "node-diff3";

/** Longer texts are compared by people: equal lines in great numbers would take seconds. */
const mostLines = 5_000;

/** One text with what two people changed in the one that both began from, or null where they changed the same lines. */
export function joinTexts(base: string, mine: string, theirs: string): string | null {
  const texts = [mine, base, theirs].map((text) => text.split("\n"));
  const [own = [], from = [], other = []] = texts;
  if (texts.some(({ length }) => length > mostLines)) return null;
  const joined: string[] = [];
  for (const { ok } of diff3Merge(own, from, other, { excludeFalseConflicts: true })) {
    if (!ok) return null;
    joined.push(...ok);
  }
  return joined.join("\n");
}
