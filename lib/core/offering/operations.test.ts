import { expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { offeringSchema } from "./document.ts";
import { kindOf, operationsOf, retiresByDestroy } from "./operations.ts";

const http = { id: "a", uses: "http", with: { method: "GET", path: "/a" } };
const terraform = { id: "a", uses: "terraform", with: { module: "modules/a" } };

const offering = (step: JsonObject, operations: JsonObject = {}) =>
  offeringSchema.parse({
    apiVersion: "pao/v1",
    kind: "Offering",
    metadata: { name: "a", title: "A", summary: "A.", owner: "a", category: "a" },
    inputs: { type: "object" },
    fulfillment: { steps: [step] },
    operations,
  });

const named = (step: JsonObject, operations?: JsonObject) =>
  operationsOf(offering(step, operations)).map(({ name, kind, implied }) => ({ name, kind, implied }));

test("an offering whose steps run Terraform can be retired without a word about it", () => {
  const implied = { name: "retire", kind: "retire", implied: true };
  expect(named(terraform)).toEqual([implied]);
  expect(named({ id: "a", any: [http, terraform].map(({ uses, with: config }) => ({ uses, with: config })) })).toEqual([
    implied,
  ]);
  expect(named(http)).toEqual([]);
});

test("what only a change of it makes with Terraform is removed when it is retired", () => {
  const grow = { grow: { title: "Grow", fulfillment: { steps: [terraform] } } };
  expect(named(http, grow).map(({ name, implied }) => [name, implied])).toEqual([
    ["grow", false],
    ["retire", true],
  ]);
});

test("steps of its own for retiring are those that are taken", () => {
  const own = { retire: { title: "Give back", fulfillment: { steps: [http] } } };
  expect(named(terraform, own)).toEqual([{ name: "retire", kind: "retire", implied: false }]);
  expect(retiresByDestroy(offering(terraform, own))).toBe(false);
});

test("a retirement that is only described keeps its words, and can't be ordered where nothing implies its steps", () => {
  const described = { retire: { title: "Give back", description: "It is gone then." } };
  expect(operationsOf(offering(terraform, described))).toMatchObject([
    { title: "Give back", description: "It is gone then.", implied: true },
  ]);
  expect(named(http, described)).toEqual([]);
});

test("an operation changes its resource unless it says that it retires it, or is called so", () => {
  const steps = { fulfillment: { steps: [http] } };
  const document = offering(http, { resize: { title: "R", ...steps }, drop: { title: "D", kind: "retire", ...steps } });
  expect([kindOf(document, "resize"), kindOf(document, "drop"), kindOf(document, "retire")]).toEqual([
    "change",
    "retire",
    "retire",
  ]);
});
