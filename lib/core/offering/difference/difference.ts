/** One thing in which two revisions of an offering are not the same, in a sentence. */
export interface Difference {
  /** What it is about: `words` changes nothing that is asked, done or yielded. */
  about: "questions" | "fulfilment" | "outputs" | "rules" | "offer" | "words";
  sentence: string;
  /** JSON pointer, in the later document where it is there, else in the earlier. */
  path: string;
}

const and = new Intl.ListFormat("en", { style: "long", type: "conjunction" });

/** `a, b, and c`; of many the first five and a number. */
export function listed(words: readonly string[]): string {
  if (words.length <= 6) return and.format(words);
  return and.format([...words.slice(0, 5), `${words.length - 5} more`]);
}

/** How a sentence names what has a name of its own. */
export const quoted = (title: string): string => `“${title}”`;

export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** The same text for the same value, in whatever order its members stand. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, held: unknown) =>
      typeof held === "object" && held !== null && !Array.isArray(held)
        ? Object.fromEntries(Object.entries(held).sort(([one], [other]) => (one < other ? -1 : 1)))
        : held,
    ) ?? ""
  );
}

/** The names that only one side has, and those that both have. */
export function names(before: object, after: object): { gone: string[]; come: string[]; stay: string[] } {
  const was = Object.keys(before);
  const is = Object.keys(after);
  return {
    gone: was.filter((name) => !Object.hasOwn(after, name)),
    come: is.filter((name) => !Object.hasOwn(before, name)),
    stay: is.filter((name) => Object.hasOwn(before, name)),
  };
}
