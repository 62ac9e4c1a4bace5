import { describe, expect, it } from "vitest";
import { checkExpression } from "#lib/core/expression/check.ts";
import { broken, good } from "./document.fixture.ts";
import type { Offering } from "./document.ts";
import { parseOffering } from "./parse.ts";
import { scopeFor } from "./scope.ts";
import type { ScopePlace } from "./scope.ts";

function offeringOf(source: string): Offering {
  const { offering } = parseOffering(source);
  if (!offering) throw new Error("The document does not parse");
  return offering;
}

const offering = offeringOf(good);
const wrong = (expression: string, place: ScopePlace, of = offering) =>
  checkExpression(expression, scopeFor(of, place)).issues.map((issue) => issue.message);

describe("scopeFor", () => {
  it("lets a step read the outputs of what it needs, and of nothing else", () => {
    expect(wrong("steps.create.outputs.host", { step: "announce" })).toEqual([]);
    expect(wrong("steps.create.outputs.host", { step: "create" })).toHaveLength(1);
    expect(wrong("steps.record.outputs.key", { step: "announce" })).toHaveLength(1);
  });

  it("lets the document's outputs read every step", () => {
    expect(wrong("steps.create.outputs.host", { outputs: true })).toEqual([]);
  });

  it("takes outputs of a step that may be skipped, or is not waited for, as absent", () => {
    const source = broken('summary: "Record', 'outputs: { ticket: { type: string, from: key } }, summary: "Record');
    const expression = "steps.record.outputs.ticket";
    expect(wrong(expression, { outputs: true }, offeringOf(source)).join()).toContain("may be absent");
    expect(wrong("steps.record.outputs.?ticket.orValue('')", { outputs: true }, offeringOf(source))).toEqual([]);
  });

  it("knows that number and date are given only when the order is taken", () => {
    expect(wrong("request.number", {})).toHaveLength(1);
    expect(wrong("request.number + request.createdAt", { step: "create" })).toEqual([]);
  });

  it("knows the constants of the team, and those of the platform where they are given", () => {
    expect(wrong("offering.annotations.port", {})).toHaveLength(1);
    expect(wrong("vars.domain", {})).toEqual([]);
    expect(wrong("vars.domian", { vars: { domain: "a" } })).toHaveLength(1);
  });

  it("marks secret outputs", () => {
    const [read] = checkExpression("steps.create.outputs.secret", scopeFor(offering, { outputs: true })).reads;
    expect(read).toEqual({ path: ["steps", "create", "outputs", "secret"], secret: true, guarded: false });
  });
});
