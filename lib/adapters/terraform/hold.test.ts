import { once } from "node:events";
import { expect, test } from "vitest";
import { whileHeld } from "./hold.ts";
import type { Ports } from "./run.ts";
import type { StateStore } from "./store.ts";

const times = { everyMs: 5, lookMs: 5, clockMs: 5, lostAfterMs: 60 };
const job = { holder: { run: "run", request: "REQ-1", step: "it" } };

function portsTo(keep: StateStore["keep"], signal = new AbortController().signal) {
  let released = 0;
  const nothing = async () => null;
  const done = async () => {};
  const store: StateStore = {
    take: nothing,
    keep,
    release: async () => void (released += 1),
    read: nothing,
    write: done,
    settle: done,
    effect: nothing,
    noteEffect: done,
    noteBegun: done,
    forgetEffect: done,
  };
  const ports: Ports = { store, env: {}, log: () => {}, aboutToMake: done, signal };
  return { ports, released: () => released };
}

/** Works until it is interrupted. */
const untilStopped = async ({ signal }: Ports) => {
  if (!signal.aborted) await once(signal, "abort");
  return { how: "stopped" };
};

test("a run that can't say that it lives is interrupted by its own clock, also when the database hangs", async () => {
  const hangs = portsTo(() => new Promise(() => {}));
  await expect(whileHeld(job, hangs.ports, untilStopped, times)).rejects.toThrow("The database was away for too long");
  expect(hangs.released()).toBe(1);
});

test("a database that is away for a moment interrupts nothing", async () => {
  let tries = 0;
  const { ports } = portsTo(async () => {
    tries += 1;
    if (tries % 2 === 1) throw new Error("away");
    return true;
  });
  const work = async ({ signal }: Ports) => {
    while (tries < 30 && !signal.aborted) await new Promise((resolve) => setImmediate(resolve));
    return { how: signal.aborted ? "stopped" : "completed" };
  };
  expect(await whileHeld(job, ports, work, { ...times, lostAfterMs: 2_000 })).toEqual({ how: "completed" });
});

test("a run that has lost its state says so, and one that was told to stop does not", async () => {
  const lost = portsTo(async () => false);
  await expect(whileHeld(job, lost.ports, untilStopped, times)).rejects.toThrow("lost its state to another run");
  const told = new AbortController();
  const work = (held: Ports) => {
    told.abort();
    return untilStopped(held);
  };
  const { ports } = portsTo(async () => true, told.signal);
  expect(await whileHeld(job, ports, work, times)).toEqual({ how: "stopped" });
});

test("a run says for whom it waits, and knows its own that goes on without an engine", async () => {
  const said: string[] = [];
  const { ports } = portsTo(async () => true);
  const others = [
    { run: "a", request: "REQ-2", step: "it" },
    { run: "b", request: "REQ-1", step: "it" },
  ];
  ports.store.take = async () => others.shift() ?? null;
  ports.log = (text) => void said.push(text);
  await whileHeld(job, ports, async () => ({ how: "completed" }), times);
  expect(said).toEqual([
    "Waits for REQ-2, which works on the same state.",
    "The run before goes on without its engine: waits for its end, to go on from what it makes.",
  ]);
});
