import { describe, expect, test } from "vitest";
import { manual } from "./manual.ts";
import { mark } from "./markdown-text.ts";
import { seconds } from "./texts.ts";

const outputs = {
  type: "object",
  required: ["address"],
  properties: {
    address: { type: "string", title: "Address" },
    note: { type: "string" },
    key: { type: "string", writeOnly: true },
    count: { type: "integer", default: 1 },
  },
};
const task = { team: "networking", instructions: "Do it." };

describe("a task", () => {
  test("asks for outputs as a form does: required ones are owed, the others may be absent, writeOnly ones are secret", () => {
    expect(manual.config.safeParse({ ...task, outputs }).success).toBe(true);
    expect(manual.outputs({ ...task, outputs })).toEqual({
      address: { schema: { type: "string", title: "Address" }, title: "Address", secret: false },
      note: { schema: { type: "string" }, secret: false, optional: true },
      key: { schema: { type: "string", writeOnly: true }, secret: true, optional: true },
      count: { schema: { type: "integer", default: 1 }, secret: false },
    });
    expect(manual.outputs(task)).toEqual({});
  });

  test("has the same questions for every request, by names that expressions can read", () => {
    expect(
      manual.config.safeParse({ ...task, outputs: { type: "object", properties: { a: { title: "${{ inputs.x }}" } } } })
        .success,
    ).toBe(false);
    expect(manual.config.safeParse({ ...task, outputs: { type: "object", properties: { "a-b": {} } } }).success).toBe(
      false,
    );
    expect(manual.config.safeParse({ ...task, outputs: { type: "array" } }).success).toBe(false);
  });

  test("is shown to its team as Markdown in which an answer is only text", () => {
    const shown = { team: "networking", instructions: { markdown: `Reserve **${mark(0)}**.`, values: ["a*b"] } };
    expect(manual.preview(shown).text).toBe("Reserve **a\\*b**.");
    expect(manual.sentence(shown)).toBe(
      "Gives team networking a task, and waits until someone has done it: Reserve a*b.",
    );
  });
});

test("a length of time is a number and a unit", () => {
  expect(["90s", "30m", "4h", "2d"].map(seconds)).toEqual([90, 1_800, 14_400, 172_800]);
});
