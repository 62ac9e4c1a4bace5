import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { announce, appendEvents, engineActor } from "#db/event.ts";
import { listen } from "#db/listen.ts";
import { appendLines } from "#db/log-line.ts";
import { updateRequest } from "#db/request.ts";
import { orderRequest } from "#lib/commands/request/order.ts";
import type { Actor } from "#lib/core/access.ts";
import { formatNumber, parseNumber } from "#lib/core/lifecycle/number.ts";
import { follow } from "#lib/views/request/follow.ts";
import { maySee } from "#lib/views/request/visible.ts";
import { watch } from "#lib/views/watch.ts";
import { offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type DemoUser, type Portal } from "#tests/portal.ts";
import { call, read as json } from "#tests/rest.ts";
import { putStep } from "#tests/step.ts";
import { sentOf } from "./events.ts";
import * as live from "../api/live/route.ts";
import * as requests from "../api/v1/requests/route.ts";
import * as events from "../api/v1/requests/[number]/events/route.ts";

let portal: Portal;

beforeAll(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterAll(() => portal.close());

interface Sent {
  id?: string;
  event?: string;
  data?: string;
}

/** Reads a stream one event at a time; comments are passed over. */
async function* read(response: Response): AsyncGenerator<Sent> {
  let text = "";
  const decoder = new TextDecoderStream();
  for await (const piece of (response.body ?? new ReadableStream()).pipeThrough(decoder)) {
    text += piece;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split("\n").filter((line) => !line.startsWith(":"));
      const sent: Sent = {};
      for (const line of fields) {
        const [, name, value] = /^(id|event|data): (.*)$/s.exec(line) ?? [];
        if (name === "id" || name === "event" || name === "data") sent[name] = value ?? "";
      }
      if (sent.data !== undefined) yield sent;
    }
  }
}

async function take(from: AsyncGenerator<Sent>, many: number): Promise<Sent[]> {
  const taken: Sent[] = [];
  while (taken.length < many) {
    const next = await from.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

/** What is said up to and with the last one; what happened before may still be on its way. */
async function takeUntil(from: AsyncGenerator<Sent>, last: string): Promise<string[]> {
  const taken: string[] = [];
  while (taken.at(-1) !== last) {
    const [next] = await take(from, 1);
    if (!next) break;
    taken.push(next.data ?? "");
  }
  return taken;
}

async function ordered(): Promise<{ number: string; plain: number }> {
  const body = {
    offering: "access-grant",
    project: "checkout",
    environment: "dev",
    inputs: { name: "orders", reason: "x" },
  };
  const { number } = await json<{ number: string }>(call(requests.POST, { user: "developer", body }));
  return { number, plain: parseNumber(number) ?? 0 };
}

/** A request that the demo developer has nothing to do with. */
async function orderedElsewhere(): Promise<number> {
  const actor: Actor = { kind: "person", id: "manager", name: "Elsewhere", teams: { search: ["member"] }, roles: [] };
  const order = {
    offering: "access-grant",
    project: "search",
    environment: "dev",
    inputs: { name: "orders", reason: "x" },
  };
  const answer = await orderRequest({ actor, door: "rest" }, order);
  return answer.ok ? (parseNumber(answer.value.number) ?? 0) : 0;
}

async function open(number: string, lastEventId?: string) {
  const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const response = await call(events.GET, { user: "developer", params: { number }, headers });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  return read(response);
}

const say = (plain: number, text: string) =>
  appendLines(database(), { request: plain, step: "grant", attempt: "00000000-0000-4000-8000-000000000000" }, [
    { at: new Date(), text },
  ]);

const move = (plain: number) =>
  database().transaction((tx) =>
    appendEvents(tx, plain, engineActor, [{ type: "step", step: "grant", state: "queued" }]),
  );

test("a request's events and log lines come as they happen, and the end when it is final", async () => {
  const { number, plain } = await ordered();
  const stream = await open(number);
  expect(await take(stream, 1)).toMatchObject([{ event: "event", id: "1.0" }]);
  await move(plain);
  expect(await take(stream, 1)).toMatchObject([{ event: "event", id: "2.0" }]);
  await say(plain, "hello");
  const [line] = await take(stream, 1);
  expect(line?.event).toBe("log");
  expect(JSON.parse(line?.data ?? "")).toMatchObject({ step: "grant", text: "hello" });
  await database().transaction(async (tx) => {
    await updateRequest(tx, plain, { state: "completed" });
    await appendEvents(tx, plain, engineActor, [{ type: "request", state: "completed" }]);
  });
  const rest = await take(stream, 5);
  expect(rest.map(({ event }) => event)).toEqual(["event", "end"]);
});

test("a stream that broke off goes on after the last thing that was heard, without a gap or a repeat", async () => {
  const { number, plain } = await ordered();
  await say(plain, "one");
  await move(plain);
  const first = await take(await open(number), 3);
  expect(first.map(({ event }) => event)).toEqual(["event", "event", "log"]);
  await say(plain, "two");
  await move(plain);
  const after = await take(await open(number, first.at(-1)?.id), 2);
  expect(after.map(({ event }) => event)).toEqual(["event", "log"]);
  expect(after.map(({ data }) => data)).toEqual([expect.stringContaining('"seq":3'), expect.stringContaining('"two"')]);
});

test("a place that PAO did not give out, and a request that is not one's own, open no stream", async () => {
  const { number } = await ordered();
  const odd = await call(events.GET, { user: "developer", params: { number }, headers: { "last-event-id": "x" } });
  expect([odd.status, odd.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  expect((await call(events.GET, { user: "developer", params: { number: "REQ-9999" } })).status).toBe(404);
});

test("hints come for the requests one may see, and for no others", async () => {
  const unseen = await orderedElsewhere();
  const { plain, number } = await ordered();
  const watchAs = async (user: DemoUser) => {
    const gone = new AbortController();
    return { stream: read(await call(live.GET, { user, signal: gone.signal })), gone };
  };
  const mine = await watchAs("developer");
  const manager = await watchAs("manager");
  await database().transaction((tx) => announce(tx, { number: unseen, seq: 70 }));
  await database().transaction((tx) => announce(tx, { number: plain, seq: 71 }));
  const last = JSON.stringify({ number, seq: 71 });
  const [heard, byManager] = [await takeUntil(mine.stream, last), await takeUntil(manager.stream, last)];
  expect(heard.filter((data) => data.includes(formatNumber(unseen)))).toEqual([]);
  expect(byManager).toContain(JSON.stringify({ number: formatNumber(unseen), seq: 70 }));
  for (const { gone } of [mine, manager]) gone.abort();
});

test("a team that is given a task hears of it at once, though it had nothing to do with the request before", async () => {
  const plain = await orderedElsewhere();
  const number = formatNumber(plain);
  const gone = new AbortController();
  const stream = read(await call(live.GET, { user: "developer", signal: gone.signal }));
  await database().transaction((tx) => announce(tx, { number: plain, seq: 70 }));
  await database().transaction(async (tx) => {
    await putStep(tx, plain, "grant", "waiting", { assignedTeam: "checkout" });
    await announce(tx, { number: plain, seq: 71 });
  });
  const last = JSON.stringify({ number, seq: 71 });
  expect(await takeUntil(stream, last)).toContain(last);
  gone.abort();
});

test("who leaves the team hears no more of its requests", async () => {
  const { number, plain } = await ordered();
  const gone = new AbortController();
  const member: Actor = { kind: "person", id: "x", name: "X", teams: { checkout: ["member"] }, roles: [] };
  let reader = member;
  const followed = await follow(member, number, { seq: 0, log: 0 }, gone.signal);
  const sent = sentOf(followed, () => maySee(reader, number), 0);
  expect((await sent.next()).value).toMatchObject({ event: "event" });
  reader = { ...member, teams: {} };
  await move(plain);
  expect((await sent.next()).done).toBe(true);

  const watched = await watch(() => reader, gone.signal);
  await database().transaction((tx) => announce(tx, { number: plain, seq: 80 }));
  const next = watched.next();
  const other = await ordered();
  reader = member;
  await database().transaction((tx) => announce(tx, { number: other.plain, seq: 81 }));
  expect((await next).value).toEqual({ hint: { number: other.number, seq: expect.any(Number) } });
  gone.abort();
});

test("when more has changed than anybody asks for one by one, everything is to be asked for", async () => {
  const gone = new AbortController();
  const stream = read(await call(live.GET, { user: "manager", signal: gone.signal }));
  const arrived = Promise.withResolvers<void>();
  const stop = await listen({ onHint: ({ number }) => (number === 2_500 ? arrived.resolve() : undefined) });
  await database().execute(
    sql`select pg_notify('pao', json_build_object('number', n, 'seq', 1)::text) from generate_series(1, 2500) n`,
  );
  await arrived.promise;
  stop();
  const [first] = await take(stream, 1);
  expect(first?.event).toBe("lost");
  gone.abort();
});
