import { expect, test } from "vitest";
import { aboutPermissions, neededPermissions } from "./grants.ts";

const having = (...lacking: string[]) =>
  Object.fromEntries(neededPermissions.split(",").map((key) => [key, { havePermission: !lacking.includes(key) }]));

test("an account that may all that steps need is fine", () => {
  expect(aboutPermissions(having())).toMatchObject([{ level: "ok" }]);
});

test("what is missing is named as Jira names it, with what does not work without it", () => {
  expect(aboutPermissions(having("CREATE_ISSUES", "LINK_ISSUES"))).toMatchObject([
    { level: "problem", sentence: expect.stringContaining("Create issues (CREATE_ISSUES)") },
    { level: "note", sentence: expect.stringContaining("Link issues (LINK_ISSUES)") },
  ]);
  expect(aboutPermissions({}).map(({ level }) => level)).toEqual(["problem", "problem", "note", "note"]);
});
