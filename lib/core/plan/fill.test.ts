import { describe, expect, test } from "vitest";
import { compilePlan } from "./compile.ts";
import { evaluateCondition, fillHoles } from "./fill.ts";
import { database, order } from "./plan.fixture.ts";
import type { RunFacts } from "./plan.ts";

const offering = database();
const plan = compilePlan(order({ notes: "<b>" }));
const pinned = { plan, offering };
const [create, ticket, large, late] = plan.steps;
if (!create || !ticket || !large || !late) throw new Error("the fixture has four steps");

const facts = (outputs: RunFacts["outputs"] = {}): RunFacts => ({
  number: "REQ-20418",
  createdAt: "2027-01-31T12:00:00Z",
  inputs: { ...order().inputs, password: "hunter2" },
  outputs,
});
const host = { create: { host: "db.example", token: "t0ken" } };

describe("a step about to start", () => {
  test("gets what was open, secrets among it, and only the redacted copy is without them", () => {
    const filled = fillHoles(pinned, create, facts());
    expect(filled).toMatchObject({
      payload: { headers: { "X-Request": "REQ-20418" }, body: { password: "hunter2", gib: 20 } },
      redacted: { headers: { "X-Request": "REQ-20418" }, body: { password: "••••••", gib: 20 } },
    });
    expect(JSON.stringify("redacted" in filled ? filled.redacted : {})).not.toContain("hunter2");
  });

  test("gets values inside text and inside Markdown", () => {
    expect(fillHoles(pinned, ticket, facts(host))).toMatchObject({
      payload: {
        summary: "Bootstrap orders on db.example",
        description: { values: ["<b>", "db.example", "REQ-20418"] },
      },
    });
  });

  test("keeps secrets of earlier steps out of the redacted copy", () => {
    const steps = [
      {
        id: "create",
        uses: "http",
        with: { method: "POST", path: "/a", outputs: { token: { type: "string", secret: true, from: "/t" } } },
      },
      {
        id: "use",
        uses: "http",
        with: {
          method: "PUT",
          path: "/b",
          headers: { "X-Key": "key ${{ steps.create.outputs.token }} of ${{ request.number }}" },
        },
      },
    ];
    const other = database({ fulfillment: { steps }, outputs: {} });
    const compiled = compilePlan(order({}, other));
    const use = compiled.steps[1];
    if (!use) throw new Error("two steps");
    expect(fillHoles({ plan: compiled, offering: other }, use, facts({ create: { token: "t0ken" } }))).toMatchObject({
      payload: { headers: { "X-Key": "key t0ken of REQ-20418" } },
      redacted: { headers: { "X-Key": "key •••••• of REQ-20418" } },
    });
  });

  test("is told plainly when what it needs never came", () => {
    const filled = fillHoles(pinned, ticket, facts());
    expect(filled).toMatchObject({
      problem: {
        code: "expression_failed",
        sentence: "With what the earlier steps yielded, its summary can't be worked out.",
      },
    });
  });
});

describe("a condition", () => {
  test("that was open is decided with the outputs", () => {
    expect(evaluateCondition(pinned, late, facts(host))).toBe(true);
    expect(evaluateCondition(pinned, late, facts({ create: { host: "", token: "" } }))).toBe(false);
    expect(evaluateCondition(pinned, late, facts())).toMatchObject({ code: "expression_failed" });
  });

  test("that was decided stays decided, and a step without one runs", () => {
    expect(evaluateCondition(pinned, large, facts())).toBe(false);
    expect(evaluateCondition(pinned, create, facts())).toBe(true);
  });
});
