import { expect, test } from "vitest";
import { filterAddress, isNarrowed, notUnderstood, readFilter } from "./filter.ts";

function read(address: string) {
  const query = new URL(address, "http://pao.test").searchParams;
  return readFilter((name) => query.get(name) ?? undefined);
}

test("a filter survives the way through the address", () => {
  const filter = {
    scope: "teams",
    state: ["processing", "failed"],
    offering: "postgresql",
    text: "orders db",
  } as const;
  expect(read(filterAddress({ ...filter, state: [...filter.state] }))).toEqual(filter);
});

test("what an address says wrongly is left out", () => {
  expect(read("/requests?scope=everything&state=exploded&project=")).toEqual({ scope: "mine" });
});

test("what an address says wrongly is named", () => {
  expect(notUnderstood({ state: "nope", scope: "xx", foo: "bar", project: "shop" })).toEqual([
    "state “nope”",
    "scope “xx”",
    "foo “bar”",
  ]);
  expect(notUnderstood({ state: "failed,completed", scope: "all", text: "orders", person: "" })).toEqual([]);
});

test("a page that starts with all requests says so when it shows one's own", () => {
  expect(filterAddress({ scope: "all" }, "all")).toBe("/requests");
  expect(filterAddress({ scope: "mine" }, "all")).toBe("/requests?scope=mine");
});

test("an address without a filter is the plain one", () => {
  expect(filterAddress({ scope: "mine" })).toBe("/requests");
  expect(isNarrowed({ scope: "all" })).toBe(false);
});
