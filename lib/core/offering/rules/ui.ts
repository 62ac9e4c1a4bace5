import { own } from "#lib/core/expression/shape.ts";
import { partsOf } from "#lib/core/expression/shape-of-schema.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { OfferingUi } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { nearest } from "#lib/core/expression/nearest.ts";
import { error, misnamed, oneOf } from "./room.ts";
import type { Room } from "./room.ts";

/** Pages and fields name questions that there are, a page's ones each on one page. */
export function checkUi(room: Room, ui: OfferingUi | undefined, inputs: JsonObject, path: Path): void {
  if (!ui) return;
  const questions = questionsOf(inputs);
  const top = [...questions.keys()].filter((name) => !name.includes(".") && !name.endsWith("[]"));
  const placed = topLevel(inputs);
  const seen = new Set<string>();
  ui.pages?.forEach((page, position) => {
    page.fields.forEach((name, index) => {
      const at = [...path, "pages", position, "fields", index];
      if (!oneOf(room, "error", at, name, placed, "no question of this form")) return;
      if (seen.has(name)) error(room, at, `${name} stands on a page already.`);
      seen.add(name);
    });
  });
  for (const [name, { labels }] of Object.entries(ui.fields ?? {})) {
    const asked = questions.get(name);
    if (asked) checkLabels(room, Object.keys(labels ?? {}), valuesOf(asked, inputs), [...path, "fields", name]);
    if (asked) continue;
    const place = room.locate.key([...path, "fields", name]);
    const meant = nearest(name, questions.keys()) ?? nearest(name, top);
    misnamed(room, "error", [...path, "fields", name], name, meant, `${name} is no question of this form`, place);
  }
}

/** Labels stand for values that can be chosen; without a choice there is nothing to hold them against. */
function checkLabels(room: Room, labels: readonly string[], values: ReadonlySet<string>, path: Path): void {
  for (const label of values.size === 0 ? [] : labels) {
    if (values.has(label)) continue;
    const meant = nearest(label, values);
    const place = room.locate.key([...path, "labels", label]);
    const says = `${label} is no value of this question`;
    misnamed(room, "warning", [...path, "labels", label], label, meant, says, place);
  }
}

/** The values a question offers, in every branch; of a list, those of its entries. */
function valuesOf(schemas: readonly JsonObject[], root: JsonObject): Set<string> {
  const parts = schemas.flatMap((schema) => partsOf(schema, { root })).map(({ schema }) => schema);
  const entries = parts.flatMap(({ items }) => (isJsonObject(items) ? partsOf(items, { root }) : []));
  const values = [...parts, ...entries.map(({ schema }) => schema)].flatMap((schema) => [
    ...(Array.isArray(schema["enum"]) ? schema["enum"] : []),
    ...("const" in schema ? [schema["const"] ?? null] : []),
    ...(schema["type"] === "boolean" ? [true, false] : []),
  ]);
  return new Set(values.map(String));
}

/** The questions that pages name. */
export function topLevel(inputs: JsonObject): string[] {
  return [...new Set(partsOf(inputs, { root: inputs }).flatMap(({ schema }) => Object.keys(propertiesOf(schema))))];
}

const deepest = 8;

/** Every question by its path, with what each branch says of it: `size`, `network.cidr`, `rules[].port`. */
export function questionsOf(inputs: JsonObject): Map<string, JsonObject[]> {
  const found = new Map<string, JsonObject[]>();
  gather(inputs, "", inputs, found, 0);
  return found;
}

function gather(schema: Json, prefix: string, root: JsonObject, found: Map<string, JsonObject[]>, depth: number): void {
  if (!isJsonObject(schema) || depth > deepest || found.size > 2_000) return;
  for (const { schema: part } of partsOf(schema, { root })) {
    for (const [name, question] of Object.entries(propertiesOf(part))) {
      const path = prefix === "" ? name : `${prefix}.${name}`;
      found.set(path, [...(found.get(path) ?? []), ...(isJsonObject(question) ? [question] : [])]);
      gather(question, path, root, found, depth + 1);
    }
    const items = own(part, "items");
    if (items === undefined) continue;
    found.set(`${prefix}[]`, [...(found.get(`${prefix}[]`) ?? []), ...(isJsonObject(items) ? [items] : [])]);
    gather(items, `${prefix}[]`, root, found, depth + 1);
  }
}

function propertiesOf(schema: JsonObject): JsonObject {
  const properties = own(schema, "properties");
  return isJsonObject(properties) ? properties : {};
}
