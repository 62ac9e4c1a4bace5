import type { Json, JsonObject } from "#lib/core/json.ts";
import { formats, keywords, types } from "#lib/core/offering/rules/keywords.ts";
import type { Takes } from "#lib/core/offering/rules/keywords.ts";

/** What a keyword of JSON Schema says of a question, for who writes one. */
const says: Partial<Record<string, string>> = {
  type: "What kind of answer it is.",
  title: "What the form calls it.",
  description: "A sentence below the question.",
  default: "The answer when nobody gives another.",
  enum: "The values to choose from.",
  const: "The one value it has.",
  examples: "Answers to show.",
  writeOnly: "true marks a secret: kept encrypted, and never shown again.",
  readOnly: "Shown, and not to be changed.",
  deprecated: "Still asked, and soon not any more.",
  minLength: "At least so many characters.",
  maxLength: "At most so many characters.",
  pattern: "A regular expression that a text has to match somewhere; begin with ^ and end with $ for all of it.",
  format: "What kind of text it is.",
  minimum: "The smallest number.",
  maximum: "The largest number.",
  exclusiveMinimum: "More than this.",
  exclusiveMaximum: "Less than this.",
  multipleOf: "A number that divides it.",
  items: "What each entry of the list is.",
  minItems: "At least so many entries.",
  maxItems: "At most so many entries.",
  uniqueItems: "No entry twice.",
  properties: "The questions, by name.",
  required: "Questions that need an answer.",
  additionalProperties: "What names of the customer's own choice hold; false when there are none.",
  if: "What the answers have to be for `then` to count.",
  then: "What is asked besides where `if` holds.",
  else: "What is asked besides where `if` does not hold.",
  allOf: "Schemas that all hold.",
  anyOf: "Schemas of which one holds at least.",
  oneOf: "Schemas of which exactly one holds.",
  dependentRequired: "By question: others that need an answer where it has one.",
  dependentSchemas: "By question: what is asked besides where it has an answer.",
  $defs: "Schemas to refer to as #/$defs/name.",
  $ref: "A schema that stands elsewhere: #/$defs/name.",
};

const question: JsonObject = { $ref: "#/$defs/question" };

const taken: Record<Takes, JsonObject> = {
  schema: question,
  schemas: { type: "array", items: question },
  map: { type: "object", additionalProperties: question },
  text: { type: "string" },
  texts: { type: "array", items: { type: "string" } },
  list: { type: "array" },
  number: { type: "number" },
  count: { type: "integer" },
  boolean: { type: "boolean" },
  pattern: { type: "string" },
  format: { type: "string", enum: [...formats] },
  type: { type: "string", enum: [...types] },
  reference: { type: "string" },
  "required-by": { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
  any: {},
};

/** The schema of a question, itself as JSON Schema: what the keywords are that forms understand. */
export function questionSchema(): JsonObject {
  // The usual ones first; the others follow in the order of the standard.
  const names = [...new Set([...Object.keys(says), ...Object.keys(keywords)])];
  const properties = names.map((name): [string, Json] => {
    const described = says[name] === undefined ? {} : { description: says[name] };
    return [name, { ...described, ...taken[keywords[name] ?? "any"] }];
  });
  return { type: "object", properties: Object.fromEntries(properties) };
}
