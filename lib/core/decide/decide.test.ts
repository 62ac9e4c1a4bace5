import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/core/access.ts";
import { connectionOf } from "./connection.ts";
import { decide } from "./decide.ts";
import type { Question } from "./decide.ts";

const alex: Actor = { kind: "person", id: "alex", name: "Alex", teams: { checkout: ["member"] }, roles: [] };

const question = (more: Partial<Question> = {}): Question => ({
  actor: alex,
  ask: { verb: "request.create", projectTeam: "checkout" },
  offering: { title: "PostgreSQL" },
  environment: "dev",
  steps: [
    { id: "a", title: "Create it", uses: "http" },
    { id: "b", title: "Register it", uses: "jira-issue" },
    { id: "c", title: "Look at it", uses: "manual" },
  ],
  connections: [
    { name: "jira", kind: "jira" },
    { name: "platform", kind: "http" },
  ],
  engines: [{ http: "1" }, { "jira-issue": "1", manual: "1" }],
  refusingPolicies: [],
  ...more,
});
const sentences = (more: Partial<Question>) => {
  const decision = decide(question(more));
  return [decision.answer, ...decision.reasons.map(({ stage, sentence }) => `${stage}: ${sentence}`)];
};

describe("an order", () => {
  test("is taken when the actor may, all is ready and no policy objects", () => {
    expect(decide(question())).toEqual({ answer: "allow", reasons: [] });
  });

  test("is refused to who is not in the project's team, before anything else is said", () => {
    expect(sentences({ ask: { verb: "request.create", projectTeam: "billing" }, engines: [] })).toEqual([
      "deny",
      "permission: Only members of team billing may order for its projects.",
    ]);
  });

  test("is refused where it is not offered", () => {
    expect(sentences({ offering: { title: "PostgreSQL", environments: ["test", "prod"] } })).toEqual([
      "deny",
      "readiness: PostgreSQL is not offered in dev.",
    ]);
  });

  test("is refused with everything that is not ready, each said once", () => {
    const steps: Question["steps"] = [
      { id: "a", title: "Build it", uses: "approval" },
      { id: "b", title: "Register it", uses: "jira-issue" },
      { id: "c", title: "Tell it", uses: "jira-issue" },
    ];
    expect(sentences({ steps, connections: [], engines: [] })).toEqual([
      "deny",
      "readiness: “Build it” uses approval, which PAO can't run yet.",
      "readiness: There is no Jira connection.",
      "readiness: No engine is running, so nothing could start.",
    ]);
    expect(sentences({ engines: [{ http: "1" }] })).toEqual([
      "deny",
      "readiness: No engine that is running can do jira-issue.",
      "readiness: No engine that is running can do manual.",
    ]);
    const built: Question["steps"] = [{ id: "a", title: "Build it", uses: "terraform" }];
    expect(sentences({ steps: built, engines: [{ http: "1" }] })).toEqual([
      "deny",
      "readiness: No engine can run Terraform.",
    ]);
  });

  test("asks nothing of a step that is known to fall away", () => {
    const steps: Question["steps"] = [
      { id: "a", title: "Build it", uses: "approval", condition: { expression: "false", known: false } },
    ];
    expect(decide(question({ steps })).answer).toBe("allow");
  });

  test("is refused by the author's policies, and says so of approvals that can't be given yet", () => {
    const refusingPolicies = [
      { id: "a", effect: "deny" as const, message: "Not in production." },
      { id: "b", effect: "require-approval" as const, message: "Large ones are reviewed." },
    ];
    expect(sentences({ refusingPolicies })).toEqual([
      "deny",
      "policy: Not in production.",
      "policy: Large ones are reviewed. PAO enforces approvals later; until then it refuses what needs one.",
    ]);
  });

  test("is told with every refusal but a missing permission what to do next", () => {
    const decision = decide(question({ connections: [], engines: [] }));
    for (const { remedy } of decision.reasons) expect(remedy).toMatch(/\w/);
  });
});

describe("the connection of a step", () => {
  const two = [
    { name: "b", kind: "jira" as const },
    { name: "a", kind: "jira" as const },
  ];

  test("is the one it names, or the only one of its kind", () => {
    expect(connectionOf({ uses: "jira-issue", connection: "b" }, two)).toEqual({ name: "b" });
    expect(connectionOf({ uses: "jira-issue" }, two.slice(1))).toEqual({ name: "a" });
    expect(connectionOf({ uses: "manual" }, [])).toEqual({ name: null });
  });

  test("is missing when there is none, another kind, or more than one", () => {
    expect(connectionOf({ uses: "jira-issue" }, two)).toMatchObject({
      missing: "There are several Jira connections (a, b), and the offering does not say which one is meant.",
    });
    expect(connectionOf({ uses: "http", connection: "a" }, two)).toMatchObject({
      missing: "There is no HTTP connection “a”.",
    });
    expect(connectionOf({ uses: "http" }, two)).toMatchObject({ missing: "There is no HTTP connection." });
  });

  test("is one that is open to the offering's team, and only what is followed may go through another", () => {
    const parted = [
      { name: "b", kind: "jira" as const, teams: ["compute"] },
      { name: "a", kind: "jira" as const, teams: ["messaging", "security"] },
      { name: "p", kind: "http" as const, teams: ["compute"] },
    ];
    expect(connectionOf({ uses: "jira-issue" }, parted, "security")).toEqual({ name: "a" });
    expect(connectionOf({ uses: "jira-issue", connection: "b" }, parted, "security")).toMatchObject({
      missing: "The Jira connection “b” is not open to team security.",
    });
    expect(connectionOf({ uses: "http" }, parted, "security")).toMatchObject({
      missing: "No HTTP connection is open to team security.",
    });
    expect(connectionOf({ uses: "http" }, parted)).toEqual({ name: "p" });
    const steps = [{ id: "a", title: "Create it", uses: "http" as const }];
    const owned = { title: "PostgreSQL", owner: "security" };
    expect(sentences({ offering: owned, steps, connections: parted })).toEqual([
      "deny",
      "readiness: No HTTP connection is open to team security.",
    ]);
    expect(sentences({ offering: { ...owned, owner: "compute" }, steps, connections: parted })).toEqual(["allow"]);
  });
});
