import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped word most likely means; undefined when none is near enough to be worth proposing. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // Of a path, its last part is what tells one from the other.
  const telling = word.length - (word.lastIndexOf("/") + 1);
  let least = Math.max(1, Math.floor(telling / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const steps = apart(word.toLowerCase(), candidate.toLowerCase());
    if (steps >= least) continue;
    least = steps;
    best = candidate;
  }
  return best ?? longer(word, candidates);
}

/** Letters in the wrong order are the commonest slip of all, and Levenshtein counts each swap twice. */
function apart(word: string, candidate: string): number {
  if (word === candidate) return 0;
  return sorted(word) === sorted(candidate) ? 1 : distance(word, candidate);
}

function sorted(word: string): string {
  return word.split("").sort().join("");
}

/** `type` for `type_name`: a word that was cut short. */
function longer(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length < 3) return undefined;
  for (const candidate of candidates) if (candidate.toLowerCase().startsWith(word.toLowerCase())) return candidate;
  return undefined;
}

/** `a, b or c`, cut where there are more than `most`. */
export function listed(words: readonly string[], last = "or", most = 8): string {
  const shown = words.length > most ? [...words.slice(0, most - 1), "others"] : words;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} ${last} ${shown.at(-1) ?? ""}`;
}
