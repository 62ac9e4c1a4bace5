import { expect, test } from "vitest";
import { shared } from "./shared.ts";

/** A question whose answers are given by hand, numbered as they were asked. */
function byHand() {
  const open: { answer: () => void; refuse: (error: Error) => void }[] = [];
  let count = 0;
  const ask = shared(() => {
    const number = ++count;
    return new Promise<number>((resolve, reject) => open.push({ answer: () => resolve(number), refuse: reject }));
  });
  return { ask, open, asked: () => count };
}

test("who asks while an answer is on its way shares the next one", async () => {
  const { ask, open, asked } = byHand();
  const first = ask();
  const others = [ask(), ask(), ask()];
  expect(asked()).toBe(1);
  open[0]?.answer();
  expect(await first).toBe(1);
  await expect.poll(asked).toBe(2);
  open[1]?.answer();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
});

test("a question that comes after an answer is asked anew", async () => {
  const { ask, open } = byHand();
  const first = ask();
  open[0]?.answer();
  await first;
  const second = ask();
  open[1]?.answer();
  expect(await second).toBe(2);
});

test("a failure is told to those who asked, and the next question is asked all the same", async () => {
  const { ask, open, asked } = byHand();
  const first = ask();
  const second = ask();
  open[0]?.refuse(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  await expect.poll(asked).toBe(2);
  open[1]?.answer();
  expect(await second).toBe(2);
});
