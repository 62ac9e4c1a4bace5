import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

function questions() {
  const open: { about: string; end: (failure?: Error) => void }[] = [];
  const tell = oneAtATime(
    (about) =>
      new Promise((resolve, reject) => {
        open.push({ about, end: (failure) => (failure ? reject(failure) : resolve()) });
      }),
  );
  const settled = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { open, tell, settled };
}

test("news that come while a question is on its way break nothing off, and make one more", async () => {
  const { open, tell, settled } = questions();
  for (let hint = 0; hint < 4; hint += 1) tell("REQ-1001");
  expect(open).toHaveLength(1);
  open[0]?.end();
  await settled();
  expect(open).toHaveLength(2);
  open[1]?.end();
  await settled();
  expect(open).toHaveLength(2);
});

test("one thing does not wait for another", () => {
  const { open, tell } = questions();
  tell("REQ-1001");
  tell("REQ-1002");
  expect(open.map(({ about }) => about)).toEqual(["REQ-1001", "REQ-1002"]);
});

test("after a question that failed, the next news are asked about again", async () => {
  const { open, tell, settled } = questions();
  tell("REQ-1001");
  open[0]?.end(new Error("offline"));
  await settled();
  tell("REQ-1001");
  expect(open).toHaveLength(2);
});
