import type { Entry } from "./items.ts";

/** How well an offering fits what was typed; 0 when one of the words is nowhere in it. Titles weigh most, then tags. */
export function fit({ searched, item }: Pick<Entry, "searched" | "item">, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const score = wordFit(searched, item.name, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

function wordFit({ title, tags, summary, rest }: Entry["searched"], name: string, word: string): number {
  if (title === word || name === word) return 100;
  if (title.startsWith(word)) return 60;
  if (startsAWord(title, word)) return 50;
  if (startsAWord(tags, word)) return 40;
  if (title.includes(word)) return 30;
  if (startsAWord(rest, word)) return 20;
  if (startsAWord(summary, word)) return 15;
  return tags.includes(word) || rest.includes(word) || summary.includes(word) ? 5 : 0;
}

function startsAWord(text: string, word: string): boolean {
  return text.startsWith(word) || text.includes(` ${word}`) || text.includes(`-${word}`);
}

/** What somebody typed, as words to look for. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}
