import { expect, test } from "vitest";
import { buildForm } from "./build.ts";
import { givenAnswers } from "./given.ts";
import { settle } from "./settle.ts";

const form = buildForm({
  type: "object",
  properties: {
    name: { type: "string" },
    size: { type: "string", enum: ["small", "large"], default: "small" },
    network: { type: "object", properties: { cidr: { type: "string", default: "10.0.0.0/24" } } },
  },
  required: ["network"],
});
const given = (values: object) => givenAnswers(form, settle(form, values));

test("a default that stands in for an answer was given by nobody", () => {
  expect(given({ name: "orders" })).toEqual({ name: "orders" });
  expect(given({ size: "large", network: { cidr: "10.1.0.0/24" } })).toEqual({
    size: "large",
    network: { cidr: "10.1.0.0/24" },
  });
});
