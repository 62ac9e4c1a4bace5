import { expect, test } from "vitest";
import { askedNow } from "./asked.ts";
import { buildForm } from "./build.ts";

const form = buildForm({
  type: "object",
  properties: { public: { type: "boolean" }, bucket: { type: "string" }, note: { type: "string" } },
  if: { properties: { public: { const: true } }, required: ["public"] },
  then: { properties: { visitors: { type: "string" } } },
  else: { properties: { note: false } },
  dependentSchemas: { bucket: { properties: { days: { type: "integer" } } } },
  oneOf: [
    { properties: { by: { const: "push" }, address: { type: "string" } }, required: ["by"] },
    { properties: { by: { const: "fetch" }, groups: { type: "array" } }, required: ["by"] },
  ],
});

test.each([
  [{}, ["public", "bucket", "by", "address"]],
  [{ public: true }, ["public", "bucket", "note", "visitors", "by", "address"]],
  [{ bucket: "logs", by: "fetch" }, ["public", "bucket", "by", "groups", "days"]],
])("with %j, what a condition brings in is asked, and what it takes away is not", (values, asked) => {
  expect([...askedNow(form, values)].sort()).toEqual(asked.toSorted());
});
