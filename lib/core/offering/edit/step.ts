import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { openText } from "./open-text.ts";
import { removedWithEmpty } from "./question.ts";
import { insertIn, moveIn, removeIn, setIn } from "./set-in.ts";
import { valueAt } from "./value.ts";

/** The text with one more step behind the others. `base`: `[]`, or the operation it belongs to. */
export function withStep(source: string, base: Path, step: JsonObject): string {
  return appended(source, [...base, "fulfillment", "steps"], step);
}

/** The text with one more item at the end of a list, which is made where there is none. */
export function appended(source: string, list: Path, item: JsonObject): string {
  const held = valueAt(openText(source).value, list);
  return insertIn(source, list, Array.isArray(held) ? held.length : 0, item);
}

/** The text without a step, and without it in the `needs` of others; expressions that read it stay as they are. */
export function withoutStep(source: string, path: Path): string {
  const { value } = openText(source);
  const list = path.slice(0, -1);
  const steps = valueAt(value, list);
  const id = valueAt(value, [...path, "id"]);
  const all = Array.isArray(steps) ? steps : [];
  const free = all.reduce<string>((text, step, position) => {
    const needs = isJsonObject(step) ? step["needs"] : undefined;
    if (!Array.isArray(needs) || !needs.includes(id ?? null)) return text;
    const at = [...list, position, "needs"];
    // Without its only need it would start at once; without `needs` it follows the step above.
    return needs.length === 1
      ? removeIn(text, at)
      : setIn(
          text,
          at,
          needs.filter((one) => one !== id),
        );
  }, source);
  return removeIn(free, path);
}

/** The text with an item of a list one place up or down. */
export function withItemMoved(source: string, path: Path, by: -1 | 1): string {
  const list = path.slice(0, -1);
  const held = valueAt(openText(source).value, list);
  const from = Number(path.at(-1));
  const to = from + by;
  return !Array.isArray(held) || to < 0 || to >= held.length ? source : moveIn(source, list, from, to);
}

/** The text with one more policy. */
export function withPolicy(source: string, base: Path, policy: JsonObject): string {
  return appended(source, [...base, "policies"], policy);
}

export function withoutPolicy(source: string, path: Path): string {
  return removedWithEmpty(source, path, path.length - 2);
}
