import { expect, test } from "vitest";
import { fixed } from "./assist/fix.ts";
import { checkOffering } from "./lint.ts";
import { context, document } from "./wrong-documents.fixture.ts";

const check = (source: string) => checkOffering(source, context);
const told = (source: string) =>
  check(source).issues.map(({ line, column, message }) => `${line}:${column} ${message}`);

function replaced(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((source, [right, wrong]) => {
    expect(source).toContain(right);
    return source.replace(right, () => wrong);
  }, document);
}

test("a misspelt name or adapter hides no other mistake, also not one inside it", () => {
  const wrong = replaced(
    ["fulfillment:", "fulfilment:"],
    ["uses: http", "uses: htp"],
    ["inputs.count > 1", "inputs.cuont > 1"],
    ["steps.all.outputs.host", "steps.all.outputs.hots"],
  );
  expect(told(wrong)).toEqual([
    "20:1 A document has no fulfilment; did you mean fulfillment?",
    expect.stringMatching(/^23:13 .*not "htp"; did you mean http\?$/),
    "32:15 inputs.cuont is not a question of this form; did you mean inputs.count?",
    expect.stringMatching(/^39:23 steps.all.outputs.hots is not an output of step all; did you mean/),
  ]);
  expect(check(wrong).offering).toBeUndefined();
});

test("what is told at first is what is told when it is put right one by one", () => {
  const wrong = replaced(
    ["uses: http", "uses: htp"],
    ["  title: A", "  titel: 5"],
    ["- id: ticket", '- id: ticket\n      blocking: "true"'],
    ["inputs.count > 1", "inputs.cuont > 1"],
  );
  expect(check(wrong).issues).toHaveLength(5);
  let source = wrong;
  for (let round = 0; round < 5; round += 1) {
    const fix = check(source).issues.find((issue) => issue.fix)?.fix;
    if (fix) source = fixed(source, fix);
  }
  expect(told(source)).toEqual([]);
});

test("where more than one answer is right, what hangs on it is not guessed", () => {
  expect(told(replaced(["uses: http", "uses: ansible"], ["inputs.count > 1", "inputs.cuont > 1"]))).toEqual([
    expect.stringContaining("uses has to be"),
  ]);
});
