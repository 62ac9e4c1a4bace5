import { expect, test } from "vitest";
import { hindrance } from "./hindrance.ts";

const working = { number: 1003, requester: { name: "Kim" } };

test("one request at a time works on a resource, and whose it is gets told", () => {
  expect(hindrance({ name: "orders", state: "active" }, null)).toBeNull();
  expect(hindrance({ name: "orders", state: "changing" }, working)?.message).toBe(
    "REQ-1003 by Kim works on orders and has not ended.",
  );
});

test("what was never finished is retired and not changed", () => {
  const unfinished = { name: "orders", state: "planned" } as const;
  expect(hindrance(unfinished, null, "change")?.message).toBe("orders was never finished: its order was aborted.");
  for (const kind of ["retire", undefined] as const) expect(hindrance(unfinished, null, kind)).toBeNull();
  expect(hindrance({ ...unfinished, state: "active" }, null, "change")).toBeNull();
  expect(hindrance(unfinished, working, "change")?.message).toContain("has not ended");
});

test("nothing is done to what is retired", () => {
  expect(hindrance({ name: "orders", state: "retired" }, null)?.message).toContain("is retired");
});
