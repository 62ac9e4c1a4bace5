import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { appendEvents, engineActor, type Hint, loadEvents } from "./event.ts";
import { openDatabase } from "./client.ts";
import { openEar } from "./listen.ts";
import { appendLines, loadLines } from "./log-line.ts";

const { stage, number } = await beginning();
let ear: ReturnType<typeof openEar>;
const heard: Hint[] = [];
beforeAll(async () => {
  ear = openEar(stage.url);
  ear.listeners.add({ onHint: (hint) => heard.push(hint) });
  await ear.ready;
});
afterAll(async () => {
  await ear.close();
  await stage.end();
});

async function beginning(): Promise<{ stage: Stage; number: number }> {
  const opened = await openStage();
  return {
    stage: opened,
    number: await opened.order([{ id: "one", uses: "manual", with: { team: "x", instructions: "y" } }]),
  };
}

const write = (bodies: number) =>
  stage.db.transaction((tx) =>
    appendEvents(
      tx,
      number,
      engineActor,
      Array<{ type: "request"; state: "processing" }>(bodies).fill({ type: "request", state: "processing" }),
    ),
  );

test("events are numbered without a gap, however many write at once", async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => write(1 + (index % 3))));
  const events = await loadEvents(stage.db, number);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
});

test("a commit is told once, and what was undone is not told", async () => {
  const seq = await write(3);
  await stage.until(async () => heard.some((hint) => hint.seq === seq));
  heard.length = 0;
  await expect(
    stage.db.transaction(async (tx) => {
      await appendEvents(tx, number, engineActor, [{ type: "request", state: "processing" }]);
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  const next = await write(2);
  await stage.until(async () => heard.length > 0);
  expect(heard).toEqual([{ number, seq: next, at: expect.any(Number) }]);
  // By the database's clock, which is this machine's.
  expect(Math.abs(Date.now() - (heard[0]?.at ?? 0))).toBeLessThan(60_000);
  expect(next).toBe(seq + 2);
});

test("log lines come in groups, in order, and are told with their last id", async () => {
  heard.length = 0;
  const at = new Date();
  const attempt = crypto.randomUUID();
  await appendLines(stage.db, { request: number, step: "one", attempt }, [
    { at, text: "first" },
    { at, text: "second" },
  ]);
  const lines = await loadLines(stage.db, number);
  expect(lines.map(({ text }) => text)).toEqual(["first", "second"]);
  await stage.until(async () => heard.length > 0);
  expect(heard).toEqual([{ number, log: lines[1]?.id }]);
  expect(await loadLines(stage.db, number, lines[0]?.id)).toHaveLength(1);
});

test("of two steps that write at once, no reader sees the later lines before the earlier ones", async () => {
  const other = openDatabase(stage.url);
  const line = (text: string) => [{ at: new Date(), text }];
  const of = (step: string) => ({ request: number, step, attempt: crypto.randomUUID() });
  const before = (await loadLines(stage.db, number)).at(-1)?.id ?? 0;
  const written = await stage.db.transaction(async (tx) => {
    await appendLines(tx, of("one"), line("earlier"));
    const later = appendLines(other.db, of("two"), line("later"));
    await stage.until(async () => (await waiting(other.db)) === 1);
    expect(await loadLines(other.db, number, before)).toEqual([]);
    return { later };
  });
  await written.later;
  const lines = await loadLines(stage.db, number, before);
  expect(lines.map(({ text }) => text)).toEqual(["earlier", "later"]);
  await other.close();
});

async function waiting(db: Stage["db"]): Promise<number> {
  const [row] = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`);
  return row?.waiting ?? 0;
}
