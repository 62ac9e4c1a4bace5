import { expect, test } from "vitest";
import { exportAddress, filterAddress, isNarrowed, readFilter, withPart } from "./filter.ts";

const of = (address: string) => {
  const query = new URL(address, "http://pao.test").searchParams;
  return readFilter((name) => query.get(name) ?? undefined);
};

test("a filter stands in the address and is read from it again", () => {
  const filter = { who: "ada", verb: "request.order", outcome: "denied", door: "rest", from: "2026-11-01" } as const;
  expect(of(filterAddress(filter))).toEqual(filter);
  expect(exportAddress(filter, "jsonl")).toContain("&format=jsonl");
});

test("what an address says that is no filter narrows nothing", () => {
  expect(of("/?outcome=maybe&door=window&from=yesterday&to=2026-13-40&color=red")).toEqual({});
});

test("a part that is emptied is gone, and which outcome is shown counts as no narrowing", () => {
  expect(withPart({ who: "ada", text: "x" }, "who", "")).toEqual({ text: "x" });
  expect(isNarrowed({ outcome: "denied" })).toBe(false);
  expect(isNarrowed({ outcome: "denied", text: "x" })).toBe(true);
});
