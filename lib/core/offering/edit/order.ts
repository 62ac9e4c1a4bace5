import { offeringSchema } from "#lib/core/offering/document.ts";
import { knownKeys } from "#lib/core/offering/known-keys.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import type { Item } from "./region.ts";

/** How authors write a JSON Schema: what it is first, then what it asks, then how. */
const schemaKeys = ["type", "title", "description", "required", "properties", "if", "then", "else"];

/** Where a new entry stands among the others of an object: in the order of the document's reference, else at the end. */
export function positionFor(path: Path, key: string, items: readonly Item[]): number {
  const known = knownKeys(offeringSchema, path);
  const order = known.includes(key) ? known : isQuestions(path) ? schemaKeys : [];
  const rank = order.indexOf(key);
  const ranks = items.map((item) => (item.key === undefined ? -1 : order.indexOf(item.key)));
  const earlier = ranks.findLastIndex((other) => other !== -1 && other < rank);
  if (earlier !== -1) return earlier + 1;
  const later = rank === -1 ? -1 : ranks.findIndex((other) => other > rank);
  return later === -1 ? items.length : later;
}

/** A schema that holds questions, not one of the questions. */
function isQuestions(path: Path): boolean {
  const last = path.at(-1);
  return last === "inputs" || last === "then" || last === "else";
}
