import { describe, expect, test } from "vitest";
import { good } from "#lib/core/offering/document.fixture.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";

const messages = (source: string, teams: string[]) =>
  checkOffering(source, { connections: [{ name: "platform", kind: "http", teams }] }).issues;

test("a connection that the team which owns the offering may not use is warned of, named or not", () => {
  const closed = (teams: string[]) => messages(good, teams).filter(({ message }) => message.includes("open to team"));
  expect(closed(["data-platform"])).toEqual([]);
  expect(closed(["compute"])).toMatchObject([
    { severity: "warning", line: 32, message: "platform is not open to team data-platform." },
  ]);
  const unnamed = good.replace("connection: platform", "");
  expect(messages(unnamed, ["compute"]).map(({ message }) => message)).toContain(
    "No connection of kind http is open to team data-platform; an admin opens one in the settings.",
  );
});

describe("a fallback", () => {
  const on = (fallback: string, step = "create") => {
    const [before = "", after = ""] = good.split(`    - id: ${step}\n`);
    return `${before}    - id: ${step}\n      fallback: ${fallback}\n${after}`;
  };
  const told = (source: string) =>
    checkOffering(source).issues.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
  const ticket = (summary: string, more = "") =>
    `{ uses: jira-issue, with: { project: DBA, issueType: Task, summary: "${summary}"${more} } }`;

  test("is a ticket or a task that reads what its step reads", () => {
    expect(told(on(ticket("Make ${{ inputs.name }}")))).toEqual([]);
    expect(
      told(on("{ uses: manual, with: { team: data-platform, instructions: 'Make ${{ inputs.name }}' } }")),
    ).toEqual([]);
  });

  test("is held to what a way is held to: its form, its expressions, and no secret in it", () => {
    expect(told(on("{ uses: jira-issue, with: { project: DBA } }"))).not.toEqual([]);
    expect(told(on(ticket("Make ${{ inputs.nmae }}")))).toEqual([expect.stringContaining("inputs.nmae")]);
    expect(told(on(ticket("Make ${{ inputs.?password.orValue('') }}")))).toEqual([
      expect.stringContaining("inputs.password is or holds a secret"),
    ]);
    expect(told(on(ticket("Make ${{ steps.create.outputs.host }}")))).not.toEqual([]);
  });

  test("names no outputs: PAO asks for those of the step", () => {
    expect(told(on(ticket("Make it", ", outputs: { host: { type: string, from: summary } }")))).toEqual([
      expect.stringContaining("A fallback names no outputs"),
    ]);
  });

  test("has nothing to take the place of where people do the step anyway", () => {
    expect(told(on(ticket("Again"), "record"))).toEqual([expect.stringContaining("No machine does record")]);
  });
});
