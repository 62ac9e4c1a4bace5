import { describe, expect, test } from "vitest";
import type { StepDocument } from "./document.ts";
import { kindsOf, stagesOf } from "./automation-path.ts";

const step = (more: Partial<StepDocument>): StepDocument => ({ id: "a", blocking: true, ...more });

describe("the path of an offering", () => {
  test("begins a stage where the level or the kinds of steps are others", () => {
    const path = stagesOf([
      { number: 1, level: "ticket", kinds: ["ticket"] },
      { number: 2, level: "ticket", kinds: ["ticket"] },
      { number: 3, level: "ticket", kinds: ["Terraform", "ticket"] },
      { number: 4, level: "automated", kinds: ["Terraform"] },
      { number: 5, level: "ticket", kinds: ["ticket"] },
    ]);
    expect(path.map(({ number, last, kinds }) => [number, last, kinds.join()])).toEqual([
      [1, 2, "ticket"],
      [3, 3, "Terraform,ticket"],
      [4, 4, "Terraform"],
      [5, 5, "ticket"],
    ]);
  });

  test("names each kind once, and none that nobody waits for", () => {
    expect(
      kindsOf([
        step({ uses: "terraform" }),
        step({
          any: [
            { uses: "github-workflow", with: {} },
            { uses: "jira-issue", with: {} },
          ],
        }),
        step({ uses: "terraform" }),
        step({ uses: "http", blocking: false }),
      ]),
    ).toEqual(["Terraform", "workflow", "ticket"]);
  });
});
