import { expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { fitFields, type ScreenField } from "./fit.ts";

const field = (fieldId: string, more: Partial<ScreenField> = {}): ScreenField => ({
  fieldId,
  name: fieldId,
  required: false,
  ...more,
});
const screen: ScreenField[] = [
  field("project", { required: true }),
  field("issuetype", { required: true }),
  field("summary", { required: true }),
  field("reporter", { required: true }),
  field("description"),
  field("labels"),
  field("priority", {
    allowedValues: [
      { id: "2", name: "High" },
      { id: "3", name: "Medium" },
    ],
  }),
  field("components", { allowedValues: [{ id: "1", name: "Databases" }] }),
  field("customfield_1", { name: "Cost center" }),
  field("customfield_2", { name: "Environment", allowedValues: [{ id: "9", value: "dev" }] }),
];
const questions = { properties: { where: { enum: ["dev", "prod"] } } };

function found(config: JsonObject, on = screen) {
  return fitFields({ summary: "x", ...config }, questions, "Task in DBA", on).map(({ path, sentence }) => [
    path,
    sentence,
  ]);
}

test("fields that stand on the screen and values that may be chosen are fine", () => {
  const fields = { customfield_1: "${{ inputs.cc }}", customfield_2: { value: "Dev" } };
  expect(found({ priority: "high", components: ["Databases", "${{ inputs.part }}"], fields })).toEqual([]);
});

test.each<[string, JsonObject, string, string]>([
  ["a field that is not on the screen", { dueDate: "2027-01-31" }, "/dueDate", "no field duedate"],
  ["a custom field that is not there", { fields: { customfield_7: "x" } }, "/fields/customfield_7", "customfield_7"],
  ["an unknown priority", { priority: "Now" }, "/priority", "High or Medium, and not Now"],
  ["an unknown component", { components: ["Databases", "Nope"] }, "/components", "not Nope"],
  [
    "a choice of a question that Jira does not have",
    { fields: { customfield_2: { value: "${{ inputs.where }}" } } },
    "/fields/customfield_2",
    "dev, and not prod",
  ],
])("%s is a problem at its place", (_, config, path, sentence) => {
  expect(found(config)).toEqual([[path, expect.stringContaining(sentence)]]);
});

test("a required field that has no default and is not given is a problem, and says how it is given", () => {
  const owed = [...screen, field("customfield_3", { name: "Service", required: true })];
  expect(found({}, owed)).toEqual([["", expect.stringContaining("Service (customfield_3)")]]);
  expect(found({ fields: { customfield_3: "x" } }, owed)).toEqual([]);
  expect(found({}, [...screen, field("customfield_3", { required: true, hasDefaultValue: true })])).toEqual([]);
});

test("PAO itself needs labels and a description", () => {
  const bare = screen.filter(({ fieldId }) => fieldId !== "labels" && fieldId !== "description");
  expect(found({}, bare)).toEqual([
    ["/issueType", expect.stringContaining("labels")],
    ["/issueType", expect.stringContaining("description")],
  ]);
});
