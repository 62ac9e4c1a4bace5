import { expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { fit } from "./fit.ts";
import { readWorkflowFile } from "./workflow-file.ts";

const source = `
run-name: Bootstrap \${{ inputs.pao }}
on:
  workflow_dispatch:
    inputs:
      host: { required: true, type: string }
      size: { type: choice, options: [small, large], default: small }
      count: { type: number }
      dry: { type: boolean }
      pao: { type: string }
      old: { type: string, deprecationMessage: Use host. }
`;
const questions = {
  type: "object",
  properties: { size: { enum: ["small", "huge"] }, dry: { type: "boolean" }, free: { type: "string" } },
};

function found(config: JsonObject, workflow = source) {
  const file = readWorkflowFile(workflow);
  if (!file) throw new Error("This is no workflow.");
  return fit(config, questions, "bootstrap.yml", file).map(({ level, path, sentence }) => [level, path, sentence]);
}

test("inputs that fit are fine, and so are those whose values are only known once somebody orders", () => {
  const inputs = { host: "${{ inputs.free }}", size: "small", count: "7", dry: "${{ inputs.dry }}" };
  expect(found({ inputs, keyInput: "pao" })).toEqual([
    ["ok", "", "bootstrap.yml takes the inputs host, size, count, dry, pao and old."],
  ]);
});

test.each<[string, JsonObject, string, string]>([
  ["an unknown input", { host: "a", hots: "b" }, "/inputs/hots", "did you mean host?"],
  ["a required input that is left out", { size: "small" }, "/inputs", "requires the input host"],
  ["a required input that is empty", { host: "" }, "/inputs", "requires the input host"],
  ["a choice that is not there", { host: "a", size: "huge" }, "/inputs/size", "small and large, and not huge"],
  [
    "a question one of whose choices is not there",
    { host: "a", size: "${{ inputs.size }}" },
    "/inputs/size",
    "not huge",
  ],
  ["a text for a number", { host: "a", count: "many" }, "/inputs/count", "takes a number, and not many"],
  ["a word for yes", { host: "a", dry: "yes" }, "/inputs/dry", "true or false, and not yes"],
])("%s is a problem at its place", (_, inputs, path, sentence) => {
  expect(found({ inputs })).toEqual([["problem", path, expect.stringContaining(sentence)]]);
});

test("true, 7 and null are sent as GitHub takes them", () => {
  expect(found({ inputs: { host: "a", dry: true, count: 7, size: null } })).toMatchObject([
    ["ok", "", expect.any(String)],
  ]);
});

test("an input that the workflow calls outdated is noted, and stops nothing", () => {
  expect(found({ inputs: { host: "a", old: "x" } })).toMatchObject([
    ["ok", "", expect.any(String)],
    ["note", "/inputs/old", expect.stringContaining("Use host.")],
  ]);
});

test("inputs that are one whole expression are known only later", () => {
  expect(found({ inputs: "${{ inputs.all }}" })).toMatchObject([
    ["ok", "", expect.any(String)],
    ["unknown", "/inputs", expect.any(String)],
  ]);
});

test("the key needs an input of text that the run's name shows", () => {
  const inputs = { host: "a" };
  expect(found({ inputs, keyInput: "pa0" })).toMatchObject([["problem", "/keyInput", expect.stringContaining("pao")]]);
  expect(found({ inputs, keyInput: "count" })).toMatchObject([["problem", "/keyInput", expect.any(String)]]);
  const nameless = source.replace(/^run-name.*$/m, "");
  expect(found({ inputs, keyInput: "pao" }, nameless)).toMatchObject([
    ["problem", "/keyInput", expect.stringContaining("run-name")],
  ]);
});

test("a workflow that nobody can dispatch is a problem whatever is given", () => {
  expect(found({ inputs: { host: "a" } }, "on: push")).toMatchObject([["problem", "/workflow", expect.any(String)]]);
});
