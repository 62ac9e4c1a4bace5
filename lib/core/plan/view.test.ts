import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { compilePlan } from "./compile.ts";
import { planHash } from "./hash.ts";
import { database, order } from "./plan.fixture.ts";
import { policiesThatRefuse } from "./policies.ts";
import { planSteps } from "./view.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("a plan is shown with exact payloads, what is unknown in ‹…› and secrets masked", () => {
  const [create, ticket, large, late] = planSteps(compilePlan(order({ notes: "*x*" })));
  expect(create?.preview.text).toBe(
    [
      "POST /v1/projects/shop/databases/orders",
      "X-Request: ‹request number›",
      "Content-Type: application/json",
      "",
      '{\n  "gib": 20,\n  "ratio": 0.5,\n  "password": "••••••",\n  "note": "n: *x*"\n}',
    ].join("\n"),
  );
  expect(create).toMatchObject({ adapterTitle: "HTTP", runs: "yes", unknown: ["request number"] });
  expect(ticket?.preview.text).toContain('"text": "*x*"');
  expect(ticket?.unknown).toEqual(["host of Create the database", "request number"]);
  expect(large).toMatchObject({ runs: "no", sentence: "Not needed for these answers." });
  expect(late?.runs).toBe("later");
});

describe("the hash of a plan", () => {
  const hash = (inputs = {}, hmac: string | null = null, offering = database()) =>
    planHash(compilePlan(order(inputs, offering)), hmac, sha256);

  test("is the same for the same order and another for any other answer, secret or text", () => {
    expect(hash()).toBe(hash());
    expect(hash()).toMatch(/^[0-9a-f]{64}$/);
    const others = [
      hash({ name: "b" }),
      hash({ notes: "b" }),
      hash({}, "hmac"),
      planHash(compilePlan({ ...order(), revision: 4 }), null, sha256),
    ];
    expect(new Set([hash(), ...others]).size).toBe(5);
  });

  test("survives being stored, whatever the order of keys", () => {
    const plan = compilePlan(order());
    const { steps, given, ...rest } = plan;
    const stored = { given: { vars: given.vars, request: given.request, inputs: given.inputs }, ...rest, steps };
    expect(planHash(stored, null, sha256)).toBe(hash());
  });
});

describe("policies of the author", () => {
  const offering = database({
    policies: [
      {
        id: "large",
        when: "${{ inputs.size == 'large' }}",
        effect: "require-approval",
        approvers: ["dba"],
        message: "Large ones are reviewed.",
      },
      { id: "prod", when: "${{ request.environment == 'prod' }}", effect: "deny", message: "Not in production." },
      { id: "note", when: "${{ inputs.gib >= 10 }}", effect: "warn", message: "Ten and more are billed." },
    ],
  });

  test("warn in the plan, or stand in the way of the order", () => {
    expect(compilePlan(order({}, offering)).warnings).toEqual(["Ten and more are billed."]);
    expect(policiesThatRefuse(order({}, offering))).toEqual([]);
    expect(policiesThatRefuse(order({ size: "large" }, offering))).toEqual([
      { id: "large", effect: "require-approval", message: "Large ones are reviewed." },
    ]);
  });
});
