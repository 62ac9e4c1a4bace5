import { linearPattern } from "#lib/core/expression/linear.ts";
import { listed, nearest } from "#lib/core/expression/nearest.ts";
import { own } from "#lib/core/expression/shape.ts";
import { resolve } from "#lib/core/expression/shape-of-schema.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { issueAt, withFix } from "#lib/core/offering/sentence.ts";
import { checkDefaults } from "./defaults.ts";
import { formats, keywords, types } from "./keywords.ts";
import type { Takes } from "./keywords.ts";
import { checkRequired } from "./required.ts";
import { error, oneOf, warn } from "./room.ts";
import type { Room } from "./room.ts";
import { unfolds } from "./unfold.ts";

/** So many patterns that no form has them; each takes time to judge. */
const mostPatterns = 60;

interface Place {
  room: Room;
  root: JsonObject;
}

/** Checks that `inputs` is a JSON Schema whose every keyword does what its author expects. */
export function checkQuestions(room: Room, inputs: JsonObject, path: Path): void {
  if (inputs["type"] !== "object") {
    error(
      room,
      [...path, "type"],
      "The questions are an object: say `type: object`, and list them under `properties`.",
    );
  }
  const before = room.issues.length;
  checkSchema({ room, root: inputs }, inputs, path);
  const size = unfolds(inputs);
  if (size === "circle")
    error(room, path, "A question holds itself through $ref; a form can't ask without end.", room.locate.key(path));
  if (size === "vast")
    error(room, path, "These questions unfold to too many through $ref; ask for less at once.", room.locate.key(path));
  // Only what can be followed and interpreted is looked at as a whole.
  if (room.issues.slice(before).some(({ severity }) => severity === "error")) return;
  checkRequired(room, inputs, path);
  checkDefaults(room, inputs, path);
}

function checkSchema(place: Place, schema: Json, path: Path): void {
  if (typeof schema === "boolean") return;
  if (!isJsonObject(schema)) {
    error(place.room, path, "A JSON Schema stands here: an object, true or false.");
    return;
  }
  if (schema["writeOnly"] === true) checkSecret(place.room, schema, path);
  for (const [keyword, value] of Object.entries(schema)) {
    const takes = own(keywords, keyword);
    if (takes) checkKeyword(place, takes, keyword, value, [...path, keyword]);
    else if (!keyword.startsWith("x-")) unknownKeyword(place.room, keyword, [...path, keyword]);
  }
}

/** Who reads the document would read the secret. */
function checkSecret(room: Room, schema: JsonObject, path: Path): void {
  for (const keyword of ["default", "const", "examples", "enum"])
    if (schema[keyword] !== undefined && schema[keyword] !== "")
      warn(
        room,
        [...path, keyword],
        `${String(path.at(-1))} is a secret, and its ${keyword} stands here in clear: leave it out.`,
        room.locate.key([...path, keyword]),
      );
}

function unknownKeyword(room: Room, keyword: string, path: Path): void {
  const place = room.locate.key(path);
  const meant = nearest(keyword, Object.keys(keywords));
  const says = `${keyword} is no keyword of JSON Schema that forms understand${meant === undefined ? "; what is only for you begins with x-." : `; did you mean ${meant}?`}`;
  const issue = issueAt("error", path, place, says);
  room.issues.push(meant === undefined ? issue : withFix(issue, place, meant));
}

/** What is no text has been told before. */
const text = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

function checkKeyword(place: Place, takes: Takes, keyword: string, value: Json, path: Path): void {
  const wanted = wants[takes];
  if (wanted && !wanted.fits(value)) return error(place.room, path, `${keyword} is ${wanted.words}.`);
  switch (takes) {
    case "schema":
      return checkSchema(place, value, path);
    case "schemas":
      if (Array.isArray(value)) value.forEach((one, position) => checkSchema(place, one, [...path, position]));
      return;
    case "map":
      if (!isJsonObject(value)) return;
      for (const [name, one] of Object.entries(value)) {
        if (keyword === "patternProperties") checkPattern(place.room, name, [...path, name]);
        checkSchema(place, one, [...path, name]);
      }
      return;
    case "pattern":
      return checkPattern(place.room, text(value), path);
    case "format":
      oneOf(place.room, "error", path, text(value), formats, "no format that forms know");
      return;
    case "type":
      return Array.isArray(value)
        ? value.forEach((one, position) => checkType(place.room, text(one), [...path, position]))
        : checkType(place.room, text(value), path);
    case "reference":
      return checkReference(place, text(value), path);
    default:
  }
}

/** What other languages call a type. */
const otherwise: Partial<Record<string, string>> = {
  text: "string",
  str: "string",
  int: "integer",
  float: "number",
  double: "number",
  bool: "boolean",
  list: "array",
  map: "object",
  dict: "object",
};

function checkType(room: Room, type: string, path: Path): void {
  const meant = own(otherwise, type);
  if (meant === undefined)
    return void oneOf(room, "error", path, type, types, `no type; there are ${listed(types, "and")}`);
  const place = room.locate.value(path);
  room.issues.push(
    withFix(issueAt("error", path, place, `${type} is no type; in JSON Schema it is called ${meant}.`), place, meant),
  );
}

function checkPattern(room: Room, pattern: string, path: Path): void {
  room.patterns += 1;
  if (room.patterns > mostPatterns) {
    if (room.patterns === mostPatterns + 1) error(room, path, `A document has at most ${mostPatterns} patterns.`);
    return;
  }
  const verdict = linearPattern(pattern, "u");
  if (!verdict.ok) error(room, path, verdict.reason);
}

function checkReference(place: Place, reference: string, path: Path): void {
  if (!reference.startsWith("#/")) {
    error(place.room, path, "$ref points into these questions only: #/$defs/….");
  } else if (resolve(reference, place.root) === undefined) {
    const known = isJsonObject(place.root["$defs"])
      ? Object.keys(place.root["$defs"]).map((name) => `#/$defs/${name}`)
      : [];
    oneOf(place.room, "error", path, reference, known, "not there");
  }
}

const isText = (value: Json) => typeof value === "string";
const isTexts = (value: Json) => Array.isArray(value) && value.every(isText);
const isSchema = (value: Json) => isJsonObject(value) || typeof value === "boolean";

const wants: Partial<Record<Takes, { fits(value: Json): boolean; words: string }>> = {
  schema: { fits: isSchema, words: "a JSON Schema: an object, true or false" },
  schemas: { fits: (value) => Array.isArray(value) && value.length > 0, words: "a list of schemas that is not empty" },
  map: { fits: isJsonObject, words: "an object of schemas" },
  text: { fits: isText, words: "a text" },
  texts: { fits: isTexts, words: "a list of texts" },
  list: { fits: (value) => Array.isArray(value) && value.length > 0, words: "a list that is not empty" },
  number: { fits: (value) => typeof value === "number", words: "a number" },
  count: {
    fits: (value) => typeof value === "number" && Number.isInteger(value) && value >= 0,
    words: "a whole number from 0",
  },
  boolean: { fits: (value) => typeof value === "boolean", words: "true or false" },
  pattern: { fits: isText, words: "a text" },
  format: { fits: isText, words: "a text" },
  type: {
    fits: (value) => isText(value) || (isTexts(value) && Array.isArray(value) && value.length > 0),
    words: "a type, or a list of types",
  },
  reference: { fits: isText, words: "a text" },
  "required-by": {
    fits: (value) => isJsonObject(value) && Object.values(value).every(isTexts),
    words: "an object of lists of texts",
  },
};
