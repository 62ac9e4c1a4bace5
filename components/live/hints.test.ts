// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveHint } from "#lib/views/request/shape.ts";
import { followHints } from "./hints.ts";

/** What jsdom lacks, as narrow as it is used: a stream that the test speaks through, and locks that are handed on. */
class Stream extends EventTarget {
  static open: Stream[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Stream.open.push(this);
  }
  close() {
    Stream.open = Stream.open.filter((stream) => stream !== this);
  }
  say(hint: unknown) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(hint) }));
  }
}

function oneHolder() {
  let tail: Promise<unknown> = Promise.resolve();
  const request = (_name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) => {
    const turn = tail.then(() => (signal.aborted ? undefined : hold()));
    tail = turn;
    return turn;
  };
  return { request };
}

const stops: (() => void)[] = [];
function tab(reader: string): LiveHint[] {
  const heard: LiveHint[] = [];
  stops.push(followHints(reader, (hint) => (hint ? heard.push(hint) : undefined)));
  return heard;
}

beforeEach(() => {
  vi.stubGlobal("EventSource", Stream);
  Object.defineProperty(navigator, "locks", { value: oneHolder(), configurable: true });
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  Stream.open = [];
  vi.unstubAllGlobals();
});

test("two tabs share one stream, and both hear what it says", async () => {
  const [first, second] = [tab("ada"), tab("ada")];
  await vi.waitFor(() => expect(Stream.open).toHaveLength(1));
  Stream.open[0]?.say({ number: "REQ-1001", seq: 3 });
  await vi.waitFor(() =>
    expect([first, second]).toEqual([[{ number: "REQ-1001", seq: 3 }], [{ number: "REQ-1001", seq: 3 }]]),
  );
});

test("when the tab that listens is closed, the next one takes over", async () => {
  tab("grace");
  const second = tab("grace");
  await vi.waitFor(() => expect(Stream.open).toHaveLength(1));
  const first = Stream.open[0];
  stops.shift()?.();
  await vi.waitFor(() => expect(Stream.open).toHaveLength(1));
  expect(Stream.open[0]).not.toBe(first);
  Stream.open[0]?.say({ number: "REQ-7", seq: 1, log: 12 });
  expect(second).toContainEqual({ number: "REQ-7", seq: 1, log: 12 });
});

test("what is no hint is passed over", async () => {
  const heard = tab("mary");
  await vi.waitFor(() => expect(Stream.open).toHaveLength(1));
  Stream.open[0]?.say({ number: 5 });
  Stream.open[0]?.say({ number: "REQ-8", seq: 2 });
  expect(heard).toEqual([{ number: "REQ-8", seq: 2 }]);
});
