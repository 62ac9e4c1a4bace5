import { expect, test } from "vitest";
import { Begun } from "./begun.ts";

/** A store that can be written only from some try on. */
function storeFrom(first: number) {
  const written: string[] = [];
  let tries = 0;
  const noteBegun = async (address: string) => {
    tries += 1;
    if (tries < first) throw new Error("away");
    written.push(address);
  };
  return { noteBegun, written };
}

test("what has begun is written once the database is back, in its order", async () => {
  const store = storeFrom(4);
  const begun = new Begun(store, 1);
  for (const address of ["a", "b"]) begun.add(address);
  await begun.written();
  expect(store.written).toEqual(["a", "b"]);
});

test("it ends when nobody waits for it any more", async () => {
  const store = storeFrom(Number.POSITIVE_INFINITY);
  const begun = new Begun(store, 60_000);
  begun.add("a");
  await begun.end();
  expect(store.written).toEqual([]);
});
