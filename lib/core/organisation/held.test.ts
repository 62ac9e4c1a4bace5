import { expect, test } from "vitest";
import { heldText } from "./held.ts";

const project = ["project", "projects"] as const;
const request = ["request", "requests"] as const;

test("what hangs on something is told with names, and with how many more there are", () => {
  expect(heldText([{ what: project, count: 1, names: ["checkout"] }])).toBe("1 project (checkout)");
  expect(heldText([{ what: project, count: 7, names: ["a", "b", "c", "d", "e", "f"] }])).toBe(
    "7 projects (a, b, c, d, e and 2 more)",
  );
  expect(
    heldText([
      { what: project, count: 2, names: ["a", "b"] },
      { what: request, count: 0, names: [] },
      { what: request, count: 3, names: [] },
    ]),
  ).toBe("2 projects (a, b) and 3 requests");
});

test("nothing is told of what holds nothing", () => {
  expect(heldText([{ what: project, count: 0, names: [] }])).toBe("");
});
