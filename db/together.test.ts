import { expect, test } from "vitest";
import { together } from "./together.ts";

/** Everything that can happen by now has happened. */
const turnsOfTheLoop = async () => {
  for (let n = 0; n < 5; n++) await new Promise((resolve) => setImmediate(resolve));
};

test("what all of them answer comes in their order", async () => {
  expect(await together([Promise.resolve(1), null, Promise.resolve("two")])).toEqual([1, null, "two"]);
});

test("nothing goes on while one of them is on its way, though another has failed", async () => {
  const slow = Promise.withResolvers<void>();
  let failure: unknown;
  const all = together([slow.promise, Promise.reject(new Error("failed at once"))]).catch((error) => (failure = error));
  await turnsOfTheLoop();
  expect(failure).toBeUndefined();
  slow.resolve();
  await all;
  expect(failure).toMatchObject({ message: "failed at once" });
});

test("of several that failed, the first in the list is told, whichever was first", async () => {
  const late = Promise.withResolvers<void>();
  let failure: unknown;
  const all = together([late.promise, Promise.reject(new Error("first in time"))]).catch((error) => (failure = error));
  await turnsOfTheLoop();
  late.reject(new Error("first in the list"));
  await all;
  expect(failure).toMatchObject({ message: "first in the list" });
});
