import { describe, expect, it } from "vitest";
import { automationLevel } from "./automation.ts";
import type { StepDocument } from "./document.ts";

const step = (more: Partial<StepDocument>): StepDocument => ({ id: "a", blocking: true, ...more });
const level = (...steps: StepDocument[]) => automationLevel({ fulfillment: { steps } });

describe("automationLevel", () => {
  it.each([
    ["http", "automated"],
    ["terraform", "automated"],
    ["github-workflow", "automated"],
    ["github-pull-request", "assisted"],
    ["jira-issue", "ticket"],
    ["manual", "ticket"],
  ] as const)("a step with %s makes an offering %s", (uses, expected) => {
    expect(level(step({ uses }))).toBe(expected);
  });

  it("does not count steps that nobody waits for", () => {
    expect(level(step({ uses: "http" }), step({ uses: "jira-issue", blocking: false }))).toBe("automated");
  });

  it("goes by what a step is meant to be, not by who takes over when it fails", () => {
    const fallback = { uses: "jira-issue", with: {} } as const;
    expect(level(step({ uses: "terraform", fallback }))).toBe("automated");
  });

  it("is the worst of all ways", () => {
    expect(
      level(
        step({
          any: [
            { uses: "http", with: {} },
            { uses: "manual", with: {} },
          ],
        }),
      ),
    ).toBe("ticket");
  });
});
