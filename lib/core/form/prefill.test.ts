import { expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { buildForm } from "./build.ts";
import { prefill } from "./prefill.ts";

const form = buildForm({
  type: "object",
  required: ["size"],
  properties: {
    size: { enum: ["small", "large"] },
    storage: { type: "integer", minimum: 10, default: 50 },
    network: {
      type: "object",
      required: ["range", "key"],
      properties: { range: { type: "string" }, key: { type: "string", writeOnly: true } },
    },
    replica: { type: "boolean", default: false },
  },
  if: { properties: { replica: { const: true } }, required: ["replica"] },
  then: { required: ["zone"], properties: { zone: { enum: ["a", "b"] } } },
});
const start = (earlier: JsonObject) => prefill(form, earlier);

test("what was answered before and still fits is there again, and the rest has its default", () => {
  expect(start({ size: "large", storage: 80, replica: true, zone: "b" })).toEqual({
    size: "large",
    storage: 80,
    replica: true,
    zone: "b",
  });
  expect(start({})).toEqual({ storage: 50, replica: false });
});

test("what is not asked or no longer fits is left out, alone", () => {
  expect(start({ size: "huge", storage: 5, name: "orders" })).toEqual({ storage: 50, replica: false });
  expect(start({ size: "large", storage: "80", replica: "yes", zone: "a" })).toEqual({
    size: "large",
    storage: 50,
    replica: false,
  });
});

test("a question that is hidden with these answers stays unanswered", () => {
  expect(start({ replica: false, zone: "a" })).toEqual({ storage: 50, replica: false });
});

test("a secret inside a group is asked anew, and the rest of the group is kept", () => {
  expect(start({ network: { range: "10.0.0.0/8" } })).toMatchObject({ network: { range: "10.0.0.0/8" } });
});

test("a default that does not fit is no reason to go on for ever", () => {
  const odd = buildForm({ type: "object", properties: { days: { type: "integer", default: "many" } } });
  expect(prefill(odd, { days: "some" })).toEqual({ days: "many" });
});
