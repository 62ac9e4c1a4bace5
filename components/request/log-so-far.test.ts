import { expect, test } from "vitest";
import type { LogLineView } from "#lib/views/request/shape.ts";
import { nothingYet, readOn } from "./log-so-far.ts";

const line = (id: number): LogLineView => ({ id, step: "a", at: "2026-01-01T00:00:00.000Z", text: `line ${id}` });

function logOf(length: number) {
  const asked: number[] = [];
  const ask = async (after: number, limit: number) => {
    asked.push(after);
    return Array.from({ length: Math.min(limit, length - after) }, (_, at) => line(after + at + 1));
  };
  return { asked, ask, write: (more: number) => (length += more) };
}

test("each look asks for what came after the last line, and for nothing twice", async () => {
  const { asked, ask, write } = logOf(1_200);
  const first = await readOn(nothingYet, ask);
  write(3);
  const second = await readOn(first, ask);
  expect(second.lines.map(({ id }) => id)).toEqual(Array.from({ length: 1_203 }, (_, at) => at + 1));
  expect(asked).toEqual([0, 500, 1_000, 1_200]);
});

test("of a long log the newest lines are kept, and it is known how many are not", async () => {
  const { ask } = logOf(50_000);
  const { lines, left } = await readOn(nothingYet, ask);
  expect([lines.length, left, lines.at(-1)?.id]).toEqual([2_000, 48_000, 50_000]);
});
