import { expect, test } from "vitest";
import { takesTests, whyNoTests } from "./tests.ts";

const dev = { name: "dev", title: "Development", tests: true };
const prod = { name: "prod", title: "Production", tests: false };

test("a draft is tried where an admin has said so, and anywhere in the sandbox", () => {
  expect(takesTests(dev, false)).toBe(true);
  expect(takesTests(prod, false)).toBe(false);
  expect(takesTests(prod, true)).toBe(true);
  expect(whyNoTests("prod", [dev, prod], true)).toBeNull();
  expect(whyNoTests("dev", [dev, prod], false)).toBeNull();
});

test("elsewhere it is told where it could be tried, or who can change that", () => {
  expect(whyNoTests("prod", [dev, prod], false)).toEqual({
    message: "Production is not marked for test orders.",
    remedy: "Choose dev.",
  });
  expect(whyNoTests("prod", [prod], false)?.remedy).toBe("An admin marks one under Settings, Environments.");
  expect(whyNoTests("gone", [prod], false)).toBeNull();
});
