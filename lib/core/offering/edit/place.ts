import { isAlias, isScalar } from "yaml";
import type { Node } from "yaml";
import { dotted } from "#lib/core/offering/sentence.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { Problem } from "#lib/core/problem.ts";
import type { OpenText } from "./open-text.ts";
import { type Collection, type Item, isCollection, isFlow, itemsOf } from "./region.ts";

/** How far a path leads into a text. */
export interface Place {
  /** The item it leads to, and the collection that holds it; none at the top. */
  found: Held | undefined;
  /** The value there. */
  node: Node | null;
  /** What of the path is not there. */
  missing: Path;
}

export interface Held {
  item: Item;
  at: number;
  collection: Collection;
  inFlow: boolean;
}

/** Follows a path as far as the text goes. A Problem where it leads through an alias, or into a text or a number. */
export function placeOf({ source, document }: OpenText, path: Path): Place {
  let place: Place = { found: undefined, node: document.contents, missing: path };
  for (const [depth, part] of path.entries()) {
    const { node } = place;
    if (isAlias(node)) throw elsewhere(path);
    if (!isCollection(node)) {
      if (isScalar(node) && node.value !== null) throw noRoom(path.slice(0, depth));
      return place;
    }
    const items = itemsOf(node, source);
    const at = typeof part === "number" ? part : items.findIndex(({ key }) => key === part);
    const item = items[at];
    if (!item) return place;
    const inFlow = place.found?.inFlow === true || isFlow(node);
    place = { found: { item, at, collection: node, inFlow }, node: item.value, missing: path.slice(depth + 1) };
  }
  return place;
}

/** What can't be done to a text without touching more of it than was asked. */
export function elsewhere(path: Path): Problem {
  return new Problem("invalid", `${dotted(path) || "The document"} can't be changed here without changing more.`, {
    remedy: "Change it in the text.",
  });
}

function noRoom(path: Path): Problem {
  return new Problem("invalid", `${dotted(path)} holds a single value, so that nothing can be put into it.`, {
    remedy: "Change it in the text.",
  });
}
