import { expect, test } from "vitest";
import { hindrance } from "./hindrance.ts";

const working = { number: 1003, requester: { name: "Kim" } };

test("one request at a time works on a resource, and whose it is gets told", () => {
  expect(hindrance({ name: "orders", state: "active" }, null)).toBeNull();
  expect(hindrance({ name: "orders", state: "changing" }, working)?.message).toBe(
    "REQ-1003 by Kim works on orders and has not ended.",
  );
});

test("nothing is done to what is retired", () => {
  expect(hindrance({ name: "orders", state: "retired" }, null)?.message).toContain("is retired");
});
