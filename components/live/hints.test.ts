import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveHint } from "#lib/views/request/shape.ts";
import { followHints } from "./hints.ts";

/** A browser's stream, which Node has not: the test says what the server sends. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: Stream[] = [];
  readyState = 1;
  readonly url: string;
  closed = false;
  constructor(url: string) {
    super();
    this.url = url;
    Stream.opened.push(this);
  }
  close() {
    this.closed = true;
  }
  say(event: string) {
    this.dispatchEvent(new Event(event));
  }
  hint(hint: LiveHint) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(hint) }));
  }
}

const hint: LiveHint = { number: "REQ-1001", seq: 4 };
const stops: (() => void)[] = [];
let readers = 0;
let reader = "";

beforeEach(() => {
  reader = `reader-${++readers}`;
  Stream.opened.length = 0;
  vi.stubGlobal("EventSource", Stream);
});
afterEach(() => {
  vi.useRealTimers();
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
});

function tab(): { heard: (LiveHint | null)[]; stop: () => void } {
  const heard: (LiveHint | null)[] = [];
  const stop = followHints(reader, (told) => heard.push(told));
  stops.push(stop);
  return { heard, stop };
}

const streamNumber = (count: number) =>
  vi.waitUntil(() => (Stream.opened.length === count ? Stream.opened.at(-1) : undefined));

test("once the stream is open, the first time too, everything is asked for", async () => {
  const { heard } = tab();
  const stream = await streamNumber(1);
  expect(heard).toEqual([]);
  stream?.say("open");
  stream?.hint(hint);
  stream?.say("open");
  expect(heard).toEqual([null, hint, null]);
});

test("when the server may have missed something, everything is asked for", async () => {
  const { heard } = tab();
  const stream = await streamNumber(1);
  stream?.say("lost");
  expect(heard).toEqual([null]);
});

test("tabs share one stream, and a later one asks for what it missed on its way", async () => {
  const first = tab();
  const stream = await streamNumber(1);
  const second = tab();
  await vi.waitUntil(() => second.heard.length > 0);
  expect(second.heard).toEqual([null]);
  stream?.hint(hint);
  await vi.waitUntil(() => second.heard.length > 1);
  expect([first.heard, second.heard]).toEqual([[hint], [null, hint]]);
  expect(Stream.opened).toHaveLength(1);
});

test("when the tab that listens is closed, another one takes over and asks for everything", async () => {
  const first = tab();
  await streamNumber(1);
  const second = tab();
  await vi.waitUntil(() => second.heard.length === 1);
  first.stop();
  const stream = await streamNumber(2);
  expect(Stream.opened[0]?.closed).toBe(true);
  stream?.say("open");
  expect(second.heard).toEqual([null, null]);
});

test("what is no hint is passed over", async () => {
  const { heard } = tab();
  const stream = await streamNumber(1);
  stream?.dispatchEvent(new MessageEvent("message", { data: '{"number":5}' }));
  stream?.hint({ ...hint, log: 12 });
  expect(heard).toEqual([{ ...hint, log: 12 }]);
});

test("a stream that the browser gave up is opened anew after a pause, one that it mends itself is not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { heard, stop } = tab();
  await vi.waitFor(() => expect(Stream.opened).toHaveLength(1));
  Stream.opened[0]?.say("error");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Stream.opened).toHaveLength(1);
  if (Stream.opened[0]) Stream.opened[0].readyState = Stream.CLOSED;
  Stream.opened[0]?.say("error");
  expect(Stream.opened).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Stream.opened).toHaveLength(2);
  Stream.opened[1]?.say("open");
  expect(heard).toEqual([null]);
  stop();
  expect(Stream.opened[1]?.closed).toBe(true);
});

test("where the browser has no locks, each tab listens for itself", async () => {
  vi.stubGlobal("navigator", {});
  const first = tab();
  const second = tab();
  await vi.waitUntil(() => Stream.opened.length === 2);
  Stream.opened[0]?.hint(hint);
  Stream.opened[1]?.hint(hint);
  expect([first.heard, second.heard]).toEqual([[hint], [hint]]);
});
