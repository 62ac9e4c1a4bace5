import { count, desc, eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { lockRequest } from "#db/request.ts";
import { moveStep } from "#db/step.ts";
import { logLine } from "#db/tables.ts";
import { openStage } from "#tests/engine/harness.ts";
import { takeAs } from "#tests/engine/take.ts";
import { collectLines, mostLines } from "./lines.ts";

const stage = await openStage();
afterAll(() => stage.end());
const { db } = stage;

async function attemptOf(): Promise<{ request: number; step: string; attempt: string }> {
  const request = await stage.order([{ id: "one", uses: "manual", with: { team: "x", instructions: "y" } }]);
  return db.transaction(async (tx) => {
    await lockRequest(tx, request);
    await moveStep(tx, request, "one", ["pending"], "queued");
    const taken = await takeAs("engine", tx, request, "one", 60);
    if (!taken) throw new Error("The step was not free.");
    return { request, step: "one", attempt: taken.lease };
  });
}

test("however many lines come at once, none is lost", async () => {
  const of = await attemptOf();
  const lines = collectLines(db, of, (text) => text);
  lines.add(Array.from({ length: 14_000 }, (_, n) => `line ${n}`).join("\n"));
  await lines.flush();
  const kept = await db.select({ n: count() }).from(logLine).where(eq(logLine.request, of.request));
  expect(kept).toEqual([{ n: 14_000 }]);
});

test("a flood of lines ends with a word about what is left out", async () => {
  const of = await attemptOf();
  const lines = collectLines(db, of, (text) => text);
  for (let n = 0; n < 3; n++) lines.add("x\n".repeat(mostLines / 2));
  await lines.flush();
  const [last] = await db
    .select()
    .from(logLine)
    .where(eq(logLine.request, of.request))
    .orderBy(desc(logLine.id))
    .limit(1);
  expect(last?.text).toBe(`… ${mostLines / 2 + 3} more lines left out`);
});

test("what is left of a log is handed over once, and stands behind what was written before", async () => {
  const of = await attemptOf();
  const lines = collectLines(db, of, (text) => text);
  lines.add("one");
  await lines.flush();
  lines.add("two\nthree");
  expect((await lines.rest()).map(({ text }) => text)).toEqual(["two", "three"]);
  await lines.flush();
  const kept = await db.select({ text: logLine.text }).from(logLine).where(eq(logLine.request, of.request));
  expect(kept).toEqual([{ text: "one" }]);
});

test("more than one statement carries is written, not handed over", async () => {
  const of = await attemptOf();
  const lines = collectLines(db, of, (text) => text);
  lines.add("x\n".repeat(2000).trim());
  expect(await lines.rest()).toEqual([]);
  const kept = await db.select({ n: count() }).from(logLine).where(eq(logLine.request, of.request));
  expect(kept).toEqual([{ n: 2000 }]);
});
