import { identifier } from "#lib/core/offering/document.ts";
import type { JsonObject } from "#lib/core/json.ts";

/** `How long is it kept?` → `howLongIsIt`: a name that no other question has. */
export function questionNameFor(title: string, taken: readonly string[]): string {
  const words = wordsOf(title).slice(0, 4);
  const name = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  return free(identifier.safeParse(name).success ? name : "question", taken);
}

/** `Create the database` → `create_the_database`: a name that no other step has. */
export function stepIdFor(title: string, taken: readonly string[]): string {
  const name = wordsOf(title).slice(0, 4).join("_");
  return free(identifier.safeParse(name).success ? name : "step", taken);
}

/** Letters that expressions know, without their accents. */
function wordsOf(title: string): string[] {
  const plain = title.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^a-z0-9]+/).filter((word) => word !== "");
}

function free(name: string, taken: readonly string[]): string {
  let made = name;
  for (let count = 2; taken.includes(made); count += 1) made = `${name}${count}`;
  return made;
}

/** A name follows its title while nobody has written another one. */
export function following(
  member: "name" | "id",
  nameFor: (title: string) => string,
): (next: JsonObject, before: JsonObject) => JsonObject {
  const made = ({ title }: JsonObject) => (typeof title === "string" ? nameFor(title) : undefined);
  return (next, before) => {
    if (next["title"] === before["title"] || next[member] !== made(before)) return next;
    const { [member]: _, ...rest } = next;
    const name = made(next);
    return name === undefined ? rest : { ...rest, [member]: name };
  };
}
