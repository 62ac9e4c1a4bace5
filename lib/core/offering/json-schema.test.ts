import { readFileSync, readdirSync } from "node:fs";
import { Validator } from "@cfworker/json-schema";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { offeringJsonSchema } from "./json-schema.ts";

const folder = new URL("../../../offerings/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const validator = new Validator(offeringJsonSchema(), "2020-12", false);
const valid = (document: unknown) => validator.validate(document).valid;

function document(change: (step: Record<string, unknown>) => void) {
  const step: Record<string, unknown> = {
    id: "ask",
    uses: "jira-issue",
    with: { project: "DBA", issueType: "Task", summary: "Do it" },
  };
  change(step);
  return {
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: { name: "a", title: "A", summary: "A.", owner: "a", category: "a" },
    inputs: { type: "object" },
    fulfillment: { steps: [step] },
  };
}

describe("offering.schema.json", () => {
  it("is what `node scripts/schema.ts` writes", () => {
    const written: unknown = JSON.parse(readFileSync(new URL("offering.schema.json", folder), "utf8"));
    expect(written).toEqual(offeringJsonSchema());
  });

  it.each(names)("accepts %s", (name) => {
    expect(valid(parse(readFileSync(new URL(name, folder), "utf8")))).toBe(true);
  });

  it("knows what the adapter of a step takes", () => {
    expect(valid(document(() => undefined))).toBe(true);
    expect(valid(document((step) => (step["with"] = { project: "DBA" })))).toBe(false);
    expect(valid(document((step) => (step["uses"] = "nothing")))).toBe(false);
  });
});
