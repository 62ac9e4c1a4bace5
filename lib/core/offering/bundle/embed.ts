import { own } from "#lib/core/expression/shape.ts";
import { at, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { FieldUi, Offering } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { error, oneOf } from "#lib/core/offering/rules/room.ts";
import type { Room } from "#lib/core/offering/rules/room.ts";
import { questionReference } from "./child.ts";
import type { ChildOffering } from "./child.ts";
import { without } from "./omit.ts";

interface Embedding {
  room: Room;
  /** Schemas of other offerings that refer into themselves, by name. */
  defs: JsonObject;
  fields: Record<string, FieldUi>;
}

/** Where a schema stands in the document, and which question it is; undefined where a form can't tell. */
interface Place {
  path: Path;
  question: string | undefined;
}

/** The questions of a document with those of other offerings in the places of their references. */
export function embedQuestions(room: Room): Pick<Offering, "inputs" | "ui"> {
  const { inputs, ui } = room.offering;
  const embedding: Embedding = { room, defs: {}, fields: {} };
  const embedded = embed(inputs, { path: ["inputs"], question: "" }, embedding);
  if (!isJsonObject(embedded)) return { inputs };
  const { defs, fields } = embedding;
  const own = isJsonObject(embedded["$defs"]) ? embedded["$defs"] : {};
  const merged = { ...fields, ...mergedFields(fields, ui?.fields ?? {}) };
  return {
    inputs: Object.keys(defs).length === 0 ? embedded : { ...embedded, $defs: { ...defs, ...own } },
    ...(ui === undefined && Object.keys(fields).length === 0 ? {} : { ui: { ...ui, fields: merged } }),
  };
}

/** What the bundle says of a question wins, member by member. */
function mergedFields(below: Record<string, FieldUi>, above: Record<string, FieldUi>): Record<string, FieldUi> {
  return Object.fromEntries(Object.entries(above).map(([name, field]) => [name, { ...own(below, name), ...field }]));
}

function embed(schema: Json, place: Place, embedding: Embedding): Json {
  if (Array.isArray(schema))
    return schema.map((one, position) => embed(one, { ...place, path: [...place.path, position] }, embedding));
  if (!isJsonObject(schema)) return schema;
  const reference = schema["$ref"];
  const named = typeof reference === "string" ? questionReference.exec(reference) : null;
  if (named) return taken(schema, named[1] ?? "", named[2] ?? "", place, embedding);
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, embed(value, below(place, keyword), embedding)]),
  );
}

/** Only `properties` and `items` lead to another question; every other keyword speaks of the same one. */
function below({ path, question }: Place, keyword: string): Place {
  const parent = path.at(-1);
  const within = [...path, keyword];
  if (parent === "properties" && question !== undefined)
    return { path: within, question: question === "" ? keyword : `${question}.${keyword}` };
  if (keyword === "items" && question !== undefined) return { path: within, question: `${question}[]` };
  return { path: within, question: keyword === "$defs" ? undefined : question };
}

const mayStandBeside = ["$ref", "title", "description", "default", "omit", "properties"];

function taken(schema: JsonObject, name: string, pointer: string, place: Place, embedding: Embedding): Json {
  const { room } = embedding;
  const { children } = room.context;
  const { $ref: _, omit, properties, ...said } = schema;
  const at$ = [...place.path, "$ref"];
  for (const keyword of Object.keys(schema))
    if (!mayStandBeside.includes(keyword))
      error(
        room,
        [...place.path, keyword],
        `Beside a question of another offering stand title, description, default, omit and properties; ${keyword} is that offering's to say.`,
        room.locate.key([...place.path, keyword]),
      );
  // Without a catalog to look into, any value may stand here.
  if (!children) return said;
  const child = own(children, name);
  const names = child ? [name] : (room.context.offerings ?? []).filter((other) => other !== name);
  const written = room.locate.part(at$, "offering:".length, name.length);
  if (!oneOf(room, "error", at$, name, names, "no offering of this catalog", written)) return said;
  const found = child && at(child.document.inputs, decodeURIComponent(pointer));
  if (!child || !isJsonObject(found)) {
    error(room, at$, `${name} has no question at #${pointer}.`);
    return said;
  }
  const omitted = namesIn(omit);
  const { schema: kept, unknown, decisive } = without(found, omitted);
  for (const missing of unknown)
    error(room, [...place.path, "omit"], `${name} asks nothing that is called ${missing}.`);
  for (const asked of decisive)
    error(room, [...place.path, "omit"], `${asked} decides what else ${name} asks, so it can't be left out here.`);
  takeFields(child, pointer, omitted, place, embedding);
  const title = pointer === "" ? { title: child.document.metadata.title } : {};
  const made = { ...title, ...relocated(decisive.length > 0 ? found : kept, name, child, embedding), ...said };
  return isJsonObject(properties) ? withSaid(made, properties, place, embedding) : made;
}

const namesIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];

/** Titles, descriptions and defaults of single questions, put over the offering's own. */
function withSaid(schema: JsonObject, over: JsonObject, { path }: Place, { room }: Embedding): JsonObject {
  const questions = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const changed = Object.entries(over).map(([name, said]): [string, Json] => {
    const question = own(questions, name);
    const here = [...path, "properties", name];
    oneOf(room, "error", here, name, Object.keys(questions), "no question of this offering");
    if (!isJsonObject(question) || !isJsonObject(said)) return [name, question ?? {}];
    const strange = Object.keys(said).find((keyword) => !["title", "description", "default"].includes(keyword));
    if (strange !== undefined)
      error(room, [...here, strange], `Only title, description and default can be said anew of ${name}.`);
    return [name, { ...question, ...said }];
  });
  return { ...schema, properties: { ...questions, ...Object.fromEntries(changed) } };
}

/** Its references into itself lead to a copy of it among our definitions. */
function relocated(schema: JsonObject, name: string, child: ChildOffering, { defs }: Embedding): JsonObject {
  const { $defs: _, ...own } = schema;
  if (!JSON.stringify(own).includes('"$ref":"#')) return own;
  defs[name] = moved(child.document.inputs, name);
  const made = moved(own, name);
  return isJsonObject(made) ? made : own;
}

function moved(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.map((one) => moved(one, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]): [string, Json] =>
      key === "$ref" && typeof held === "string" && held.startsWith("#")
        ? [key, `#/$defs/${name}${held.slice(1)}`]
        : [key, moved(held, name)],
    ),
  );
}

/** How the offering lays out the question and those below it. */
function takeFields(
  { document }: ChildOffering,
  pointer: string,
  omitted: readonly string[],
  { question }: Place,
  { fields }: Embedding,
): void {
  if (question === undefined) return;
  const from = pointer
    .split("/")
    .filter((part, position) => part !== "" && !(position % 2 === 1 && part === "properties"))
    .join(".");
  for (const [name, field] of Object.entries(document.ui?.fields ?? {})) {
    const inside = from === "" ? `.${name}` : name.slice(from.length);
    if (from !== "" && name !== from && !name.startsWith(`${from}.`) && !name.startsWith(`${from}[`)) continue;
    if (
      omitted.some((left) => inside === `.${left}` || inside.startsWith(`.${left}.`) || inside.startsWith(`.${left}[`))
    )
      continue;
    fields[question === "" ? inside.slice(1) : `${question}${inside}`] = field;
  }
}
