import { expect, test } from "vitest";
import { nameOf } from "./name-of.ts";

const schema = {
  type: "object",
  required: ["zone", "token", "hostname", "label"],
  properties: {
    note: { type: "string" },
    zone: { type: "string", enum: ["a", "b"] },
    token: { type: "string", writeOnly: true },
    hostname: { type: "string" },
    label: { type: "string" },
    name: { type: "string" },
  },
};

test("a request is called by its name", () => {
  expect(nameOf(schema, { hostname: "h", name: "orders" })).toBe("orders");
});

test("without one, by the first required text that is no choice and no secret", () => {
  const answers = { note: "n", zone: "a", token: "t", label: "l", hostname: " h " };
  expect(nameOf(schema, answers)).toBe("h");
  expect(nameOf(schema, { ...answers, hostname: " " })).toBe("l");
  expect(nameOf(schema, { zone: "a" })).toBeNull();
  expect(nameOf({ type: "object" }, { name: 3 })).toBeNull();
});
