import { describe, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { documentOf } from "./bundle/bundle.fixture.ts";
import { parseOffering } from "./parse.ts";
import { firstForm, hinderedAlready, summedUp, tryAgain } from "./replay.ts";

function offeringOf(properties: string, more: { required?: string; metadata?: string; rest?: string } = {}) {
  const { required = "", metadata = "", rest = "" } = more;
  const inputs = `  type: object\n  required: [${required}]\n  properties: { ${properties} }${rest}`;
  const { offering } = parseOffering(documentOf("database", { inputs, metadata }));
  if (!offering) throw new Error("The document has no form.");
  return offering;
}

const text = "{ type: string }";
const ordered = (inputs: JsonObject, number = 1) => ({
  number,
  revision: 1,
  environment: "prod",
  team: "checkout",
  inputs,
});

function tried(offering: ReturnType<typeof offeringOf>, inputs: JsonObject, before?: ReturnType<typeof offeringOf>) {
  return tryAgain(offering, firstForm(offering), ordered(inputs), before && firstForm(before));
}

describe("an order of the past", () => {
  test("that fits is valid, with what a default answers", () => {
    const offering = offeringOf(`name: ${text}, size: { enum: [small, large], default: small }`, {
      required: "name, size",
    });
    expect(tried(offering, { name: "a" })).toEqual({ number: 1, outcome: "valid", faults: [] });
  });

  test("needs an answer to a question that is new", () => {
    const offering = offeringOf(`name: ${text}, zone: { type: string, title: Zone }`, { required: "name, zone" });
    expect(tried(offering, { name: "a" })).toMatchObject({
      outcome: "asks",
      faults: [{ outcome: "asks", question: "zone" }],
    });
  });

  test("would fail where an answer is no longer taken, whatever else is missing", () => {
    const offering = offeringOf(`size: { enum: [small] }, zone: ${text}`, { required: "size, zone" });
    const { outcome, faults } = tried(offering, { size: "large" });
    expect(outcome).toBe("fails");
    expect(faults.map(({ question }) => question).toSorted()).toEqual(["size", "zone"]);
  });

  test("stays valid where a question is dropped, and says which", () => {
    expect(tried(offeringOf(`name: ${text}`), { name: "a", size: "large" })).toMatchObject({
      outcome: "valid",
      faults: [{ outcome: "dropped", question: "size" }],
    });
  });

  test("names a question inside a list or a group as documents do", () => {
    const offering = offeringOf(
      `rules: { type: array, items: { type: object, properties: { port: { type: integer, maximum: 10 } } } }, "1": { type: object, required: [cidr], properties: { cidr: ${text} } }`,
    );
    const { faults } = tried(offering, { rules: [{ port: 1 }, { port: 99 }], "1": {} });
    expect(faults.map(({ question }) => question).toSorted()).toEqual(["1.cidr", "rules[].port"]);
  });

  test("counts as having answered each secret question it was asked, and no other", () => {
    const secret = "{ type: string, writeOnly: true }";
    const before = offeringOf(`name: ${text}, keys: { type: array, items: ${secret} }, password: ${secret}`);
    const after = offeringOf(
      `name: ${text}, keys: { type: array, items: ${secret} }, password: ${secret}, pin: ${secret}`,
      { required: "keys, password, pin" },
    );
    const { outcome, faults } = tried(after, { name: "a" }, before);
    expect(outcome).toBe("asks");
    expect(faults.map(({ question }) => question)).toEqual(["pin"]);
  });

  test("would fail where it can't be ordered any more, or not by that team", () => {
    const offering = offeringOf(`name: ${text}`, {
      metadata: "  environments: [dev]\n  availableTo: [search]\n",
    });
    expect(tried(offering, { name: "a" }).faults.map(({ question }) => question)).toEqual(["environment", "team"]);
  });
});

test("what is not valid with another document either is no news", () => {
  const [small, zoned] = [
    offeringOf("size: { enum: [small] }"),
    offeringOf(`size: ${text}, zone: ${text}`, { required: "zone" }),
  ];
  const all = [{ size: "small" }, { size: "large" }, { size: "small", zone: "a" }].map((inputs, at) =>
    ordered(inputs, at + 1),
  );
  const trials = (offering: typeof small) =>
    all.map((order) => tryAgain(offering, firstForm(offering), order, undefined));
  expect(hinderedAlready(trials(zoned), trials(small))).toBe(1);
});

test("many orders come to counts, and each question to how many it hinders and which", () => {
  const offering = offeringOf(`ports: { type: array, items: { type: integer, maximum: 10 } }, zone: ${text}`, {
    required: "zone",
  });
  const form = firstForm(offering);
  const all = [{ zone: "a" }, { ports: [99, 98] }, {}, { zone: "b", ports: [99], old: 1 }];
  const replay = summedUp(all.map((inputs, at) => tryAgain(offering, form, ordered(inputs, at + 1), undefined)));
  expect(replay).toMatchObject({ over: 4, valid: 1, asks: 1, fails: 2 });
  expect(replay.questions).toMatchObject([
    { outcome: "fails", question: "ports[]", count: 2, examples: [2, 4] },
    { outcome: "asks", question: "zone", count: 2, examples: [2, 3] },
    { outcome: "dropped", question: "old", count: 1, examples: [4] },
  ]);
});
