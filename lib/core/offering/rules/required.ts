import { nearest } from "#lib/core/expression/nearest.ts";
import { resolve } from "#lib/core/expression/shape-of-schema.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { misnamed, oneOf } from "./room.ts";
import type { Room } from "./room.ts";

const deepest = 12;

/** A schema that is said of a value. One in `if` or `not` asks nothing: it only looks. */
interface Said {
  schema: JsonObject;
  path: Path;
  asks: boolean;
}

/** What is required has to be a question of the same object, in whichever branch: or nobody could ever answer all. */
export function checkRequired(room: Room, inputs: JsonObject, path: Path): void {
  checkObject({ room, root: inputs, base: path }, [{ schema: inputs, path, asks: true }], 0);
}

interface Walk {
  room: Room;
  root: JsonObject;
  base: Path;
}

function checkObject(walk: Walk, given: readonly Said[], depth: number): void {
  const all = given.flatMap((one) => inPlace(walk, one, depth));
  if (depth > deepest || all.length === 0) return;
  const names = new Set(all.flatMap(({ schema, asks }) => (asks ? keysOf(schema["properties"]) : [])));
  const open = all.some(({ schema, asks }) => asks && takesOthers(schema));
  for (const one of open ? [] : all) checkNames(walk.room, one, names);
  for (const name of new Set(all.flatMap(({ schema }) => keysOf(schema["properties"]))))
    checkObject(
      walk,
      all.flatMap((one) => below(one, ["properties", name])),
      depth + 1,
    );
  checkObject(
    walk,
    all.flatMap((one) => below(one, ["items"])),
    depth + 1,
  );
}

/** A schema and all that is said of the same value beside it. */
function inPlace(walk: Walk, one: Said, depth: number): Said[] {
  if (depth > deepest) return [];
  const { schema, path } = one;
  const found = [one];
  const add = (value: Json | undefined, at: Path, asks = one.asks) => {
    if (isJsonObject(value)) found.push(...inPlace(walk, { schema: value, path: at, asks }, depth + 1));
  };
  const reference = schema["$ref"];
  if (typeof reference === "string")
    add(resolve(reference, walk.root), [...walk.base, ...reference.split("/").slice(1)]);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[keyword];
    if (Array.isArray(list)) list.forEach((value, position) => add(value, [...path, keyword, position]));
  }
  for (const keyword of ["then", "else"]) add(schema[keyword], [...path, keyword]);
  for (const keyword of ["if", "not"]) add(schema[keyword], [...path, keyword], false);
  const dependent = schema["dependentSchemas"];
  for (const name of keysOf(dependent))
    add(isJsonObject(dependent) ? dependent[name] : undefined, [...path, "dependentSchemas", name]);
  return found;
}

function below({ schema, path, asks }: Said, keys: readonly string[]): Said[] {
  let held: Json | undefined = schema;
  for (const key of keys) held = isJsonObject(held) && Object.hasOwn(held, key) ? held[key] : undefined;
  return isJsonObject(held) ? [{ schema: held, path: [...path, ...keys], asks }] : [];
}

const keysOf = (value: Json | undefined): string[] => (isJsonObject(value) ? Object.keys(value) : []);

/** Names of the customer's own choice are taken too. */
function takesOthers(schema: JsonObject): boolean {
  const others = [schema["additionalProperties"], schema["unevaluatedProperties"]];
  return keysOf(schema["patternProperties"]).length > 0 || others.some((one) => one !== undefined && one !== false);
}

const nowhere = "no question of this object";

function checkNames(room: Room, { schema, path }: Said, names: ReadonlySet<string>): void {
  checkList(room, schema["required"], [...path, "required"], names);
  for (const keyword of ["dependentRequired", "dependentSchemas"]) {
    const dependent = schema[keyword];
    for (const name of keysOf(dependent)) {
      const at = [...path, keyword, name];
      const meant = nearest(name, names);
      if (!names.has(name)) misnamed(room, "error", at, name, meant, `${name} is ${nowhere}`, room.locate.key(at));
      if (keyword === "dependentRequired" && isJsonObject(dependent)) checkList(room, dependent[name], at, names);
    }
  }
}

function checkList(room: Room, list: Json | undefined, path: Path, names: ReadonlySet<string>): void {
  if (!Array.isArray(list)) return;
  list.forEach((name, position) => {
    if (typeof name === "string") oneOf(room, "error", [...path, position], name, names, nowhere);
  });
}
