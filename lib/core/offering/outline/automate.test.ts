import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isJsonObject } from "#lib/core/json.ts";
import { intoFallback, intoWays } from "#lib/core/offering/edit/kept-way.ts";
import { setIn } from "#lib/core/offering/edit/set-in.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { automatedStep, beginningOf } from "./automate.ts";
import { outlineOf } from "./outline.ts";
import type { WrittenWay } from "./step-form.ts";

const source = `apiVersion: pao/v1
kind: Offering
metadata: { name: a, title: A, summary: s, owner: o, category: c }
inputs:
  type: object
  required: [name]
  properties:
    name: { type: string }
    size: { type: string, default: s }
    other: { type: string, default: s }
fulfillment:
  steps:
    # Done by hand for now.
    - id: host
      title: Host
      # Three days at most.
      uses: jira-issue
      timeout: 3d
      with:
        project: NET # the network team's
        issueType: Task
        summary: "A host for \${{ inputs.name }}"
        description: |
          Of size \${{ inputs.size }}.

          Thanks.
        outputs:
          host: { type: string, title: Host, from: customfield_1 }
outputs:
  host: { value: "\${{ steps.host.outputs.host }}" }
`;
const path = ["fulfillment", "steps", 0];

function ticketIn(text: string) {
  const outline = outlineOf(text);
  const step = "value" in outline ? valueAt(outline.value, path) : undefined;
  const questions = "parts" in outline ? (outline.parts[0]?.questions ?? []) : [];
  if (!isJsonObject(step) || !isJsonObject(step["with"])) throw new Error("no step");
  const way: WrittenWay = { uses: "jira-issue", with: step["with"] };
  return { step, way, title: "Host", questions, source: text };
}

const http: WrittenWay = {
  uses: "http",
  with: { method: "PUT", path: "/v1/hosts/${{ inputs.name }}", outputs: { host: { type: "string", from: "/host" } } },
};

describe("an automation in place of a ticket", () => {
  test("begins with the answers that the ticket tells, and the outputs that it yields", () => {
    const ticket = ticketIn(source);
    expect(beginningOf("http", ticket).with).toEqual({
      method: "POST",
      body: { name: "${{ inputs.name }}", size: "${{ inputs.size }}" },
      outputs: { host: { type: "string", title: "Host", from: "/host" } },
    });
    expect(beginningOf("github-workflow", ticket).with["outputs"]).toEqual({ host: { type: "string", title: "Host" } });
    expect(beginningOf("github-pull-request", ticket).with).toMatchObject({ title: "A host for ${{ inputs.name }}" });
  });

  test("takes its place, and everything else of the step stays", () => {
    const { step } = ticketIn(source);
    const made = setIn(source, path, automatedStep(step, http, { kind: "replace" }));
    expect(checkOffering(made).issues.map(({ message }) => message)).toEqual([
      "Nothing reads the answer to size.",
      "Nothing reads the answer to other.",
    ]);
    expect(made).toContain("# Done by hand for now.");
    expect(made).toContain("      # Three days at most.\n      uses: http\n      timeout: 3d\n");
    expect(made).not.toContain("project: NET");
  });

  test("leaves the ticket as the way for production, word for word", () => {
    const { step } = ticketIn(source);
    const wanted = automatedStep(step, http, { kind: "environments", environments: ["prod"] });
    const any = wanted["any"];
    const first = Array.isArray(any) ? any[0] : undefined;
    const made = intoWays(source, path, isJsonObject(first) ? first : {}, wanted);
    expect(checkOffering(made).issues.map(({ message }) => message)).toEqual(["Nothing reads the answer to other."]);
    expect(made).toContain(`      any:
        - if: "\${{ request.environment != 'prod' }}"
          uses: http
`);
    expect(made).toContain(`        # Three days at most.
        - uses: jira-issue
          with:
            project: NET # the network team's
            issueType: Task
            summary: "A host for \${{ inputs.name }}"
            description: |
              Of size \${{ inputs.size }}.

              Thanks.
            outputs:
              host: { type: string, title: Host, from: customfield_1 }
      timeout: 3d
outputs:
`);
  });

  test("leaves the ticket to take over when it fails, word for word but for its outputs", () => {
    const { step } = ticketIn(source);
    const wanted = automatedStep(step, http, { kind: "fallback" });
    const made = intoFallback(source, path, { ...http }, wanted);
    expect(checkOffering(made).issues.map(({ message }) => message)).toEqual(["Nothing reads the answer to other."]);
    expect(made).toContain(`      uses: http
      with:
        method: PUT
`);
    expect(made).toContain(`      fallback:
        # Three days at most.
        uses: jira-issue
        with:
          project: NET # the network team's
          issueType: Task
          summary: "A host for \${{ inputs.name }}"
          description: |
            Of size \${{ inputs.size }}.

            Thanks.
      timeout: 3d
outputs:
`);
  });

  test("stands before the ticket where there are several ways already, under its condition too", () => {
    const any = [{ if: "${{ inputs.size == 'l' }}", uses: "manual" }, { uses: "jira-issue" }];
    const keep = { kind: "environments", environments: ["test", "prod"] } as const;
    expect(automatedStep({ id: "a", any }, { uses: "http", with: {} }, keep, 0)["any"]).toEqual([
      { if: "${{ (inputs.size == 'l') && !(request.environment in ['test', 'prod']) }}", uses: "http", with: {} },
      ...any,
    ]);
    expect(automatedStep({ id: "a", any }, { uses: "http", with: {} }, { kind: "replace" }, 1)["any"]).toEqual([
      any[0],
      { uses: "http", with: {} },
    ]);
  });

  test("can be made of every ticket in the catalog without a mistake in the text", () => {
    for (const name of ["public-hostname", "postgresql", "virtual-machine"]) {
      const document = readFileSync(`offerings/${name}.yaml`, "utf8");
      const outline = outlineOf(document);
      const parts = "parts" in outline ? outline.parts : [];
      const value = "value" in outline ? outline.value : null;
      for (const step of parts.flatMap((part) => part.steps).filter(({ ways }) => ways.length === 1)) {
        const whole = valueAt(value, step.path);
        if (!isJsonObject(whole)) throw new Error("no step");
        const wanted = automatedStep(whole, http, { kind: "environments", environments: ["prod"] });
        const first = Array.isArray(wanted["any"]) ? wanted["any"][0] : undefined;
        const made = intoWays(document, step.path, isJsonObject(first) ? first : {}, wanted);
        const comments = (text: string) => text.split("\n").filter((line) => line.trim().startsWith("#")).length;
        expect(comments(made)).toBe(comments(document));
      }
    }
  });
});
