import type { Entry } from "./entry.ts";

/** A word to look for, as it begins a word inside a text. */
interface Sought {
  word: string;
  spaced: string;
  dashed: string;
}

export const sought = (word: string): Sought => ({ word, spaced: ` ${word}`, dashed: `-${word}` });

/** How well a word fits an offering; 0 when it is nowhere in it. Titles weigh most, then tags. */
export function fit({ searched, item }: Pick<Entry, "searched" | "item">, sought: Sought): number {
  const { title, tags, summary, rest } = searched;
  const { word } = sought;
  if (title === word || item.name === word) return 100;
  if (title.startsWith(word)) return 60;
  if (startsAWord(title, sought)) return 50;
  if (startsAWord(tags, sought)) return 40;
  if (title.includes(word)) return 30;
  if (startsAWord(rest, sought)) return 20;
  if (startsAWord(summary, sought)) return 15;
  return tags.includes(word) || rest.includes(word) || summary.includes(word) ? 5 : 0;
}

function startsAWord(text: string, { word, spaced, dashed }: Sought): boolean {
  return text.startsWith(word) || text.includes(spaced) || text.includes(dashed);
}

/** What somebody typed, as words to look for; every one of them has to be somewhere. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}
