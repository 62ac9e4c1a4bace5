import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StepDocument } from "./document.ts";
import { effectiveNeeds, reachableNeeds } from "./needs.ts";

const step = (id: string, more: Partial<StepDocument> = {}): StepDocument => ({
  id,
  blocking: true,
  uses: "manual",
  ...more,
});

describe("effectiveNeeds", () => {
  it("lets a step follow the nearest blocking step above it", () => {
    const steps = [step("a"), step("b", { blocking: false }), step("c"), step("d")];
    expect(effectiveNeeds(steps)).toEqual({ a: [], b: ["a"], c: ["a"], d: ["c"] });
  });

  it("starts a step with empty needs at once", () => {
    expect(effectiveNeeds([step("a"), step("b", { needs: [] }), step("c")])).toEqual({ a: [], b: [], c: ["b"] });
  });

  it("takes written needs as they are", () => {
    expect(effectiveNeeds([step("a"), step("b"), step("c", { needs: ["a"] })])["c"]).toEqual(["a"]);
  });
});

describe("reachableNeeds", () => {
  it("finds everything that has ended before a step starts", () => {
    expect([...reachableNeeds({ a: [], b: ["a"], c: ["b"], d: [] }, "c")].toSorted()).toEqual(["a", "b"]);
  });

  it("ends also where needs go in a circle", () => {
    const ids = fc.constantFrom("a", "b", "c", "d");
    fc.assert(
      fc.property(fc.dictionary(ids, fc.array(ids)), ids, (needs, id) => {
        expect(reachableNeeds(needs, id).size).toBeLessThanOrEqual(4);
      }),
    );
  });
});
