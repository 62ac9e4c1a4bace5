import { expect, test } from "vitest";
import fc from "fast-check";
import { headOf } from "./head.ts";

const whole = "apiVersion: pao/v1\nkind: Offering\nmetadata:\n  name: queue\n  title: A queue\n  owner: messaging\n";

test("a text says its name, title and owner", () => {
  expect(headOf(whole)).toEqual({ name: "queue", title: "A queue", owner: "messaging" });
  expect(headOf(JSON.stringify({ metadata: { name: "queue", title: "A queue" } }))).toEqual({
    name: "queue",
    title: "A queue",
  });
});

test.each([
  `${whole}inputs: { type: object, [\n`,
  `${whole}fulfillment:\n  steps:\n   - id: "unfinished\n`,
  `a: &a [*a\n${whole}`,
])("what is broken elsewhere hides nothing of it: %j", (source) => {
  expect(headOf(source)).toEqual({ name: "queue", title: "A queue", owner: "messaging" });
});

test.each(["", "metadata:", "metadata: [name]", "metadata: { name: 1 }", "metadata: *a", "metadata:\n  name: &a [*a]"])(
  "a text that says nothing of itself says nothing: %j",
  (source) => {
    expect(headOf(source)).toEqual({});
  },
);

test("any text can be asked", () => {
  fc.assert(
    fc.property(fc.string(), (text) => void headOf(`metadata:\n  name: ${text}\n  ${text}`)),
    { numRuns: 300 },
  );
});
