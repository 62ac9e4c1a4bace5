import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { offeringSchema, type Offering } from "#lib/core/offering/document.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { differences } from "./revisions.ts";

const plain = {
  apiVersion: "pao/v1",
  kind: "Offering",
  metadata: { name: "db", title: "Database", summary: "One.", owner: "data-platform", category: "databases" },
  inputs: {
    type: "object",
    required: ["name", "size"],
    properties: {
      name: { type: "string", title: "Name" },
      size: { type: "string", enum: ["small", "medium"], default: "small" },
      network: { type: "object", properties: { cidr: { type: "string" } } },
    },
  },
  fulfillment: {
    steps: [
      { id: "database", uses: "jira-issue", with: { project: "DBA", issueType: "Task", summary: "Make it" } },
      { id: "tell", uses: "manual", with: { team: "data-platform", instructions: "Tell them." } },
    ],
  },
  outputs: { host: { value: "${{ inputs.name }}" } },
};
type Plain = typeof plain;

const offering = (change: (document: Plain) => unknown = () => {}): Offering => {
  const copy = structuredClone(plain);
  change(copy);
  return offeringSchema.parse(copy);
};
const told = (change: (document: Plain) => unknown) =>
  differences(offering(), offering(change)).map(({ about, sentence }) => `${about}: ${sentence}`);
const question = (change: (properties: JsonObject, inputs: JsonObject) => unknown) =>
  told(({ inputs }) => change(inputs.properties as unknown as JsonObject, inputs as unknown as JsonObject));

describe("a question", () => {
  test("that came or went is named, with whether it has to be answered", () => {
    expect(
      question((is, inputs) => {
        is["zone"] = { type: "string" };
        is["backup"] = { type: "boolean" };
        inputs["required"] = ["name", "size", "zone"];
      }),
    ).toEqual(["questions: It also asks “Zone”, which has to be answered.", "questions: It also asks “Backup”."]);
    expect(question((is) => delete is["network"])).toEqual(["questions: It no longer asks “Network”."]);
  });

  test("that asks for something else says what", () => {
    expect(question((is) => (is["size"] = { type: "string", enum: ["small", "large"], default: "large" }))).toEqual([
      "questions: “Size” also takes large.",
      "questions: “Size” no longer takes medium.",
      "questions: “Size” begins with large, no longer with small.",
    ]);
    expect(question((is) => (is["name"] = { type: "integer", title: "Name", writeOnly: true, minimum: 1 }))).toEqual([
      "questions: “Name” is a whole number now, and was a text.",
      "questions: “Name” is a secret now.",
      "questions: “Name”: at least 1 (new).",
    ]);
    expect(question((_, inputs) => (inputs["required"] = ["name"]))).toEqual([
      "questions: “Size” may be left out now.",
    ]);
  });

  test("that is nested has its whole name", () => {
    expect(
      question((is) => (is["network"] = { type: "object", properties: { cidr: { type: "string", pattern: "^1" } } })),
    ).toEqual(["questions: “Network · Cidr”: fitting ^1 (new)."]);
  });

  test("with other limits says what they are and were", () => {
    const between = (before: JsonObject, after: JsonObject) => {
      const one = (limits: JsonObject) => offering(({ inputs }) => Object.assign(inputs.properties.name, limits));
      return differences(one(before), one(after)).map(({ sentence }) => sentence);
    };
    expect(between({ maxLength: 40 }, { maxLength: 50 })).toEqual(["“Name”: at most 50 characters (was 40)."]);
    expect(between({ minLength: 2, pattern: "^a" }, { minLength: 1 })).toEqual([
      "“Name”: not fitting ^a any more, at least 1 character (was 2).",
    ]);
    expect(between({ uniqueItems: false }, { uniqueItems: true })).toEqual(["“Name”: no entry twice (new)."]);
    expect(between({ uniqueItems: false }, {})).toEqual([]);
  });

  test("in other words is no other question", () => {
    expect(question((is) => (is["name"] = { type: "string", title: "Its name" }))).toEqual([
      "words: “Name” is called “Its name” now.",
    ]);
  });
});

describe("fulfilling it", () => {
  test("in another way says from what to what, and what that makes of the offering", () => {
    expect(
      told(({ fulfillment }) => {
        fulfillment.steps[0] = { id: "database", uses: "terraform", with: { module: "modules/db" } } as never;
        fulfillment.steps.pop();
      }),
    ).toEqual([
      "fulfilment: It is automated now, and was by ticket.",
      "fulfilment: It drops the step “Tell” (Task).",
      "fulfilment: “Database” moves from Jira to Terraform.",
    ]);
  });

  test("is told by the titles of its steps, as a request tells it", () => {
    const called = (title: string) => (document: Plain) => {
      Object.assign(document.fulfillment.steps[0] ?? {}, { title });
      Object.assign(document.fulfillment.steps[1] ?? {}, { needs: ["database"] });
    };
    expect(told(called("Set it up"))).toEqual([
      "fulfilment: “Tell” waits for “Set it up” now.",
      "words: The step “Database” is called “Set it up” now.",
    ]);
  });

  test("with a fallback that came, changed or went says so", () => {
    const ticket = { uses: "jira-issue", with: { project: "DBA", issueType: "Task", summary: "By hand" } };
    const task = { uses: "manual", with: { team: "data-platform", instructions: "By hand" } };
    const between = (before: object | undefined, after: object | undefined) => {
      const one = (fallback: object | undefined) =>
        offering(({ fulfillment }) => Object.assign(fulfillment.steps[0] ?? {}, fallback ? { fallback } : {}));
      return differences(one(before), one(after)).map(({ sentence }) => sentence);
    };
    expect(between(undefined, ticket)).toEqual(["“Database” becomes a ticket now when it fails."]);
    expect(between(ticket, task)).toEqual(["“Database” becomes a task now when it fails."]);
    expect(between(task, { ...task, with: { ...task.with, team: "dba" } })).toEqual([
      "“Database” asks otherwise with a task when it fails.",
    ]);
    expect(between(task, undefined)).toEqual(["“Database” stops now when it fails: nothing takes its place."]);
  });

  test("with other payloads, needs or conditions says which", () => {
    expect(
      told(({ fulfillment }) =>
        Object.assign(fulfillment.steps[0]?.with ?? {}, { summary: "Build it", priority: "High" }),
      ),
    ).toEqual(["fulfilment: “Database” does its work otherwise: summary and priority."]);
    expect(
      told(({ fulfillment }) =>
        Object.assign(fulfillment.steps[1] ?? {}, { needs: [], blocking: false, timeout: "2d" }),
      ),
    ).toEqual([
      "fulfilment: “Tell” starts at once now.",
      "fulfilment: The request no longer waits for “Tell”.",
      "fulfilment: “Tell” has 2d to be done.",
    ]);
    expect(told(({ fulfillment }) => fulfillment.steps.reverse())).toEqual([
      "fulfilment: The steps stand in another order: “Tell” and “Database”.",
    ]);
  });
});

test("what it yields, its rules, operations and offer are told, and words last", () => {
  const changed = (document: Plain) => {
    Object.assign(document.metadata, {
      lifecycle: "deprecated",
      successor: "cluster",
      environments: ["dev"],
      title: "DB",
    });
    Object.assign(document.outputs, { host: { value: "x", secret: true }, port: { value: "1" } });
    Object.assign(document, {
      policies: [{ id: "big", when: "true", effect: "warn", message: "Big." }],
      operations: { resize: { title: "Resize", fulfillment: plain.fulfillment } },
    });
  };
  expect(told(changed)).toEqual([
    "outputs: It yields “port”.",
    "outputs: “host” is a secret now.",
    "outputs: “host” comes from elsewhere.",
    "rules: It adds the policy “big”.",
    "offer: It adds the operation “Resize”.",
    "offer: It is deprecated now, and was production.",
    "offer: It leads to cluster instead.",
    "offer: It is offered in dev now.",
    "words: Other words: title.",
  ]);
});

const folder = path.resolve(import.meta.dirname, "../../../../offerings");
const known = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

test.each(known)("%s does not differ from itself, nor from itself with its members in another order", (file) => {
  const { offering: read } = parseOffering(readFileSync(path.join(folder, file), "utf8"));
  if (!read) throw new Error("It can't be read.");
  expect(differences(read, structuredClone(read))).toEqual([]);
  const turned = Object.fromEntries(Object.entries(read).reverse()) as unknown as Offering;
  expect(differences(read, turned)).toEqual([]);
});
