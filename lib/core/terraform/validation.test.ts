import { describe, expect, test } from "vitest";
import { describeModule } from "./describe.ts";

function asked(condition: string, type = "string") {
  const text = `variable "x" {
  type = ${type}
  validation {
    condition     = ${condition}
    error_message = "Not so."
  }
}`;
  const { asks, says } = describeModule({ "main.tf": text }).variables["x"] ?? {};
  return { asks, says };
}

describe("a variable's validations", () => {
  test.each([
    ['contains(["a", "b",], var.x)', { enum: ["a", "b"] }],
    ["contains([1, 2], var.x)", { enum: [1, 2] }],
    ["var.x >= 1 && var.x < 10", { minimum: 1, exclusiveMaximum: 10 }],
    ["5 >= var.x", { maximum: 5 }],
    ["length(var.x) > 2 && length(var.x) <= 8", { minLength: 3, maxLength: 8 }],
    ['var.x != ""', { minLength: 1 }],
    ["var.x == null || length(var.x) < 3", { maxLength: 2 }],
  ])("ask plainly: %s", (condition, asks) => {
    expect(asked(condition)).toEqual({ asks, says: undefined });
  });

  test("say it in their own words where a pattern does", () => {
    expect(asked('can(regex("^[a-z]+\\\\.$", var.x))')).toEqual({
      asks: { pattern: "^[a-z]+\\.$" },
      says: ["Not so."],
    });
  });

  test.each(['alltrue([for one in var.x : one != ""])', "contains(local.names, var.x)", "var.y > 3", "var.x >= var.y"])(
    "that have to be computed are left to Terraform, and say so in their words: %s",
    (condition) => {
      expect(asked(condition)).toEqual({ asks: undefined, says: ["Not so."] });
    },
  );

  test("of several conditions what is plain is taken, and the words are kept for the rest", () => {
    expect(asked("length(var.x) > 2 && can(cidrhost(var.x, 0))")).toEqual({
      asks: { minLength: 3 },
      says: ["Not so."],
    });
  });
});
