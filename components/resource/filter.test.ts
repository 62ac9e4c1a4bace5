import { expect, test } from "vitest";
import { filterAddress, isNarrowed, readFilter } from "./filter.ts";

const read = (address: string) => {
  const query = new URLSearchParams(address.split("?")[1]);
  return readFilter((name) => query.get(name) ?? undefined);
};

test("a filter is read back from the address it makes", () => {
  for (const address of ["/resources", "/resources?state=active,retired&project=checkout&text=orders+db"]) {
    const filter = read(address);
    expect(read(filterAddress(filter))).toEqual(filter);
  }
});

test("what an address says that is not understood is left out", () => {
  expect(read("/resources?state=gone,active&text=%20&colour=red")).toEqual({ state: ["active"] });
  expect(isNarrowed(read("/resources?state=gone"))).toBe(false);
});
