import { expect, test } from "vitest";
import { readWorkflowFile } from "./workflow-file.ts";

const names = (source: string) => {
  const inputs = readWorkflowFile(source)?.inputs;
  return inputs && [...inputs.keys()];
};

test.each([
  ["on: workflow_dispatch", []],
  ["on: [push, workflow_dispatch]", []],
  ["on:\n  - push\n  - workflow_dispatch", []],
  ["on: { workflow_dispatch: null }", []],
  ["on: { workflow_dispatch: }", []],
  ["on: { workflow_dispatch: {} }", []],
  ["on: { workflow_dispatch: { inputs: null } }", []],
  ['"on": { workflow_dispatch: { inputs: { host: } } }', ["host"]],
  ["on:\n  push: { branches: [main] }\n  workflow_dispatch:\n    inputs:\n      host: { type: string }", ["host"]],
  ["%YAML 1.1\n---\non: { workflow_dispatch: { inputs: { host: {} } } }", ["host"]],
  ["on: &all { workflow_dispatch: { inputs: { a: &a { type: number }, b: *a } } }", ["a", "b"]],
])("%j can be dispatched", (source, expected) => {
  expect(names(source)).toEqual(expected);
});

test.each(["on: push", "on: [push, pull_request]", "on: { schedule: [{ cron: 0 3 * * * }] }", "jobs: {}", "on: null"])(
  "%j can't be dispatched",
  (source) => {
    expect(readWorkflowFile(source)).toMatchObject({ inputs: undefined });
  },
);

test.each(["", "just words", "- a\n- b", "on: [push", "a: *nowhere"])("%j is no workflow", (source) => {
  expect(readWorkflowFile(source)).toBeUndefined();
});

test("an input is read with its type, whether it must be given, what it takes and what became of it", () => {
  const source = `
run-name: Deploy \${{ inputs.pao }}
on:
  workflow_dispatch:
    inputs:
      where: { type: environment, required: true }
      size: { type: choice, options: [1, two], default: 1 }
      count: { type: number }
      dry: { type: boolean, required: true, default: false }
      old: { deprecationMessage: Use where., type: unheard-of }
      empty:
`;
  const read = readWorkflowFile(source);
  expect(read?.runName).toBe("Deploy ${{ inputs.pao }}");
  expect(Object.fromEntries(read?.inputs ?? [])).toEqual({
    where: { required: true, type: "environment", hasDefault: false, options: [] },
    size: { required: false, type: "choice", hasDefault: true, options: ["1", "two"] },
    count: { required: false, type: "number", hasDefault: false, options: [] },
    dry: { required: true, type: "boolean", hasDefault: true, options: [] },
    old: { required: false, type: "string", hasDefault: false, options: [], deprecation: "Use where." },
    empty: { required: false, type: "string", hasDefault: false, options: [] },
  });
});
