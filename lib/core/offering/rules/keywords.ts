/** What the value of a keyword has to be. `schema`, `schemas` and `map` hold schemas themselves. */
export type Takes =
  | "schema"
  | "schemas"
  | "map"
  | "text"
  | "texts"
  | "list"
  | "number"
  | "count"
  | "boolean"
  | "pattern"
  | "format"
  | "type"
  | "reference"
  | "required-by"
  | "any";

/** The keywords of JSON Schema 2020-12 that forms understand. Source: @cfworker/json-schema, validate.js. */
export const keywords: Readonly<Record<string, Takes>> = {
  $schema: "text",
  $comment: "text",
  $defs: "map",
  $ref: "reference",
  title: "text",
  description: "text",
  default: "any",
  examples: "list",
  deprecated: "boolean",
  readOnly: "boolean",
  writeOnly: "boolean",
  type: "type",
  enum: "list",
  const: "any",
  multipleOf: "number",
  minimum: "number",
  maximum: "number",
  exclusiveMinimum: "number",
  exclusiveMaximum: "number",
  minLength: "count",
  maxLength: "count",
  pattern: "pattern",
  format: "format",
  minItems: "count",
  maxItems: "count",
  uniqueItems: "boolean",
  items: "schema",
  prefixItems: "schemas",
  contains: "schema",
  minContains: "count",
  maxContains: "count",
  unevaluatedItems: "schema",
  properties: "map",
  patternProperties: "map",
  additionalProperties: "schema",
  unevaluatedProperties: "schema",
  propertyNames: "schema",
  required: "texts",
  minProperties: "count",
  maxProperties: "count",
  dependentRequired: "required-by",
  dependentSchemas: "map",
  allOf: "schemas",
  anyOf: "schemas",
  oneOf: "schemas",
  not: "schema",
  if: "schema",
  then: "schema",
  else: "schema",
};

export const types: readonly string[] = ["string", "integer", "number", "boolean", "array", "object", "null"];

/** Source: @cfworker/json-schema, format.js. */
export const formats: readonly string[] = [
  "date",
  "time",
  "date-time",
  "duration",
  "uri",
  "uri-reference",
  "uri-template",
  "url",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "regex",
  "uuid",
  "json-pointer",
  "json-pointer-uri-fragment",
  "relative-json-pointer",
];
