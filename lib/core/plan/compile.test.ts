import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fallback, Offering } from "#lib/core/offering/document.ts";
import { Problem } from "#lib/core/problem.ts";
import { compilePlan } from "./compile.ts";
import { database, order } from "./plan.fixture.ts";
import type { PlannedStep } from "./plan.ts";
import { planSteps } from "./view.ts";

function step(plan: { steps: PlannedStep[] }, id: string): PlannedStep {
  const found = plan.steps.find((one) => one.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
}

/** The same document, each of whose steps has this fallback. */
function withFallback(fallback: Fallback): Offering {
  const offering = database();
  const steps = offering.fulfillment.steps.map((one) => ({ ...one, fallback }));
  return { ...offering, fulfillment: { ...offering.fulfillment, steps } };
}

describe("a plan", () => {
  const plan = compilePlan(order());

  test("has every step with what it waits for, its title and its time", () => {
    expect(plan.steps.map(({ id, title, needs, blocking }) => ({ id, title, needs, blocking }))).toEqual([
      { id: "create", title: "Create the database", needs: [], blocking: true },
      { id: "ticket", title: "Bootstrap it", needs: ["create"], blocking: true },
      { id: "large", title: "Large", needs: ["ticket"], blocking: true },
      { id: "late", title: "Late", needs: ["create"], blocking: false },
    ]);
    expect(step(plan, "create").timeoutSeconds).toBe(1_800);
  });

  test("knows what the answers say, with their types", () => {
    const { value } = step(plan, "create").payload;
    expect(value).toMatchObject({
      path: "/v1/projects/shop/databases/orders",
      body: { gib: 20, ratio: 0.5, note: "n: " },
    });
  });

  test("leaves open what the order, an earlier step or a secret brings, and shows it as such", () => {
    expect(
      step(plan, "create").payload.holes.map(({ pointer, until, whole, shows }) => ({ pointer, until, whole, shows })),
    ).toEqual([
      { pointer: "/headers/X-Request", until: "order", whole: true, shows: "‹request number›" },
      { pointer: "/body/password", until: "secret", whole: true, shows: "••••••" },
    ]);
    expect(step(plan, "ticket").payload.holes[0]).toMatchObject({
      parts: [
        "Bootstrap ",
        "orders",
        " on ",
        { expression: " steps.create.outputs.host ", shows: "host of Create the database" },
      ],
      until: "outputs",
    });
    expect(step(plan, "ticket").sentence).toBe(
      "Opens a Task in Jira project DBA: “Bootstrap orders on ‹host of Create the database›”, and waits until it is done.",
    );
  });

  test("has what takes the place of a step that a machine does, with what is known", () => {
    const ticket = { project: "DBA", issueType: "Task", summary: "Make ${{ inputs.name }} for ${{ request.number }}" };
    const plan = compilePlan({ ...order(), offering: withFallback({ uses: "jira-issue", with: ticket }) });
    const { fallback } = step(plan, "create");
    expect(fallback).toMatchObject({ uses: "jira-issue", payload: { value: { project: "DBA" } } });
    expect(fallback?.sentence).toContain("“Make orders for ‹request number›”");
    expect(fallback?.payload.holes).toMatchObject([{ pointer: "/summary", until: "order" }]);
    expect(step(plan, "ticket").fallback).toBeUndefined();
    expect(planSteps(plan).map((shown) => shown.fallback)).toEqual([
      fallback?.sentence,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("keeps the author's Markdown and the values apart", () => {
    const { value, holes } = step(compilePlan(order({ notes: "**bold**" })), "ticket").payload;
    expect(value["description"]).toEqual({
      markdown: "Notes: \uE0000\uE001 on **\uE0001\uE001** for \uE0002\uE001",
      values: ["**bold**", "", ""],
    });
    expect(holes.slice(1).map(({ pointer, whole }) => ({ pointer, whole }))).toEqual([
      { pointer: "/description/values/1", whole: false },
      { pointer: "/description/values/2", whole: false },
    ]);
  });

  test("takes the first way that fits", () => {
    expect(step(plan, "ticket")).toMatchObject({ uses: "jira-issue", connection: "jira" });
    expect(step(compilePlan(order({ size: "large" })), "ticket").uses).toBe("manual");
  });

  test("decides an `if` that reads only answers, and leaves one that reads outputs for later", () => {
    expect(step(plan, "large")).toMatchObject({ condition: { known: false }, payload: { value: {}, holes: [] } });
    expect(step(compilePlan(order({ size: "large" })), "large").condition?.known).toBe(true);
    expect(step(plan, "late").condition).toEqual({ expression: " steps.create.outputs.host != '' " });
  });

  test("keeps the constants that are read later, and no others", () => {
    expect(plan.given).toEqual({ inputs: order().inputs, request: {}, vars: { zone: "eu-1" } });
  });

  test("declares what its steps yield", () => {
    expect(step(plan, "create").outputs).toEqual({
      host: { schema: { type: "string" }, secret: false },
      token: { schema: { type: "string" }, secret: true },
    });
  });
});

test("no expression is left in what is known", () => {
  const known = (sizes: string[]) =>
    sizes.map((size) => JSON.stringify(compilePlan(order({ size })).steps.map(({ payload }) => payload.value)));
  for (const text of known(["small", "large"])) expect(text).not.toContain("{{");
});

const staysInPlace = (name: string) => !name.split(/[/\\]/).some((part) => part === "." || part === "..");

describe("an answer", () => {
  test("that a step's adapter would refuse is refused with step and field, as far as it is known", () => {
    const planned = (inputs: { name?: string; size?: string }) => () => compilePlan(order(inputs));
    expect(planned({ name: ".." })).toThrow(/“Create the database”.*its path does not fit\. A path may not climb/);
    expect(planned({ name: "a".repeat(300), size: "large" })).toThrow(/“Large”.*its summary.*at most 255 characters/);
    expect(planned({ name: "a".repeat(230) })).not.toThrow();
  });

  test("stays in its part of a path, whatever it holds", () => {
    const { value } = step(compilePlan(order({ name: "..x/..admin?x=1#/é" })), "create").payload;
    expect(value["path"]).toBe("/v1/projects/shop/databases/..x%2F..admin%3Fx%3D1%23%2F%C3%A9");
  });

  test("never becomes an expression, and no expression of the author stays in what is known", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("${{ inputs.size }}", "$${{ x }}", "}}", "\uE0000\uE001", "${{"),
    );
    fc.assert(
      fc.property(hostile.filter(staysInPlace), hostile, (name, notes) => {
        const plan = compilePlan(order({ name, notes }));
        const { value } = step(plan, "create").payload;
        expect(value).toMatchObject({ body: { note: `n: ${notes}` } });
        const expressions = plan.steps.flatMap(({ payload }) =>
          payload.holes.flatMap(({ parts }) => parts.filter((part) => typeof part !== "string")),
        );
        expect(expressions.map(({ expression }) => expression.trim()).sort()).toEqual(
          [
            "inputs.password",
            "request.number",
            "request.number",
            "steps.create.outputs.host",
            "steps.create.outputs.host",
          ].sort(),
        );
      }),
    );
  });

  test("that an expression can't work with is said with step and field", () => {
    const offering = database({
      fulfillment: {
        steps: [
          {
            id: "a",
            title: "Divide",
            uses: "http",
            with: { method: "GET", path: "/a", query: { n: "${{ 1 / (inputs.gib - 10) }}" } },
          },
        ],
      },
      outputs: {},
    });
    expect(() => compilePlan(order({}, offering))).toThrow(Problem);
    expect(() => compilePlan(order({}, offering))).toThrow(/“Divide”.*query\.n.*inputs\.gib - 10/);
  });
});

test("an author's `$${{` is a literal one", () => {
  const steps = [
    {
      id: "a",
      uses: "jira-issue",
      with: {
        project: "A",
        issueType: "Task",
        summary: "write $${{ x }} and \uE0000\uE001",
        description: "a\uE0000\uE001b",
      },
    },
  ];
  const { value } = step(compilePlan(order({}, database({ fulfillment: { steps }, outputs: {} }))), "a").payload;
  expect(value).toMatchObject({
    summary: "write ${{ x }} and \uE0000\uE001",
    description: { markdown: "a0b", values: [] },
  });
});

test("an operation has steps of its own", () => {
  const offering = database({
    operations: {
      resize: {
        title: "Resize",
        inputs: { type: "object" },
        fulfillment: { steps: [{ id: "r", uses: "http", with: { method: "POST", path: "/r" } }] },
      },
      retire: { title: "Retire" },
    },
  });
  expect(compilePlan({ ...order({}, offering), operation: "resize" }).steps.map(({ id }) => id)).toEqual(["r"]);
  expect(() => compilePlan({ ...order({}, offering), operation: "retire" })).toThrow(
    "“Retire” has no steps of its own.",
  );
  expect(() => compilePlan({ ...order({}, offering), operation: "sing" })).toThrow(
    "PostgreSQL has no operation “sing”.",
  );
});
