import { expect, test } from "vitest";
import { aboutPermissions, aboutScopes } from "./grants.ts";

const told = (findings: ReturnType<typeof aboutScopes>) =>
  findings.map(({ level, sentence }) => `${level}: ${sentence}`);

test("an app that may all that steps need is told what it may", () => {
  const all = { actions: "write", contents: "write", pull_requests: "write", metadata: "read" };
  expect(told(aboutPermissions(all))).toEqual([
    "ok: The app may start workflows and read their runs (github-workflow).",
    "ok: The app may propose changes and follow their pull requests (github-pull-request).",
  ]);
});

test("an app that lacks a permission is told which one, by the name that GitHub has for it", () => {
  expect(told(aboutPermissions({ actions: "write", contents: "read", pull_requests: "write" }))).toEqual([
    "ok: The app may start workflows and read their runs (github-workflow).",
    "note: The app lacks Contents: read and write; without it no step of github-pull-request works.",
  ]);
  const nothing = aboutPermissions({ actions: "read" });
  expect(nothing.map(({ level }) => level)).toEqual(["problem", "problem"]);
  expect(nothing[1]?.sentence).toContain("lacks Contents and Pull requests");
  expect(nothing[0]?.remedy).toContain("accept them for the installation");
});

test("of a classic token its scopes are told, of a fine-grained one that GitHub says nothing", () => {
  expect(told(aboutScopes("repo, read:org, workflow"))).toEqual([
    "ok: The token may start workflows and propose changes (scope repo).",
  ]);
  expect(told(aboutScopes("repo"))).toContain(
    "note: The token lacks the scope read:org; without it no team can be asked to review.",
  );
  expect(told(aboutScopes("public_repo"))[0]).toContain("public repositories only");
  expect(aboutScopes("gist, read:user")).toMatchObject([{ level: "problem", remedy: expect.stringContaining("repo") }]);
  expect(aboutScopes("")).toMatchObject([{ level: "problem" }]);
  expect(aboutScopes(undefined)).toMatchObject([{ level: "note" }]);
});
