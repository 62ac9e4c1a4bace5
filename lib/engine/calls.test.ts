import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { drain } from "#lib/measure.ts";
import { flushSpans } from "#lib/trace.ts";
import { callingFor, outcomeOf, watchCalls } from "./calls.ts";

const told: string[] = [];
let url = "";

/** The outside and the collector in one. */
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => (body += text));
  request.on("end", () => {
    if (request.url === "/v1/traces") told.push(...(body.match(/"name":"[A-Z]+ \w+"/g) ?? []));
    if (request.url === "/cut") request.socket.destroy();
    else response.writeHead(request.url === "/busy" ? 429 : 200).end("{}");
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Settings are read once per process.
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url);
  watchCalls();
});

afterAll(() => void server.close());

const counted = () => drain().map(({ labels }) => labels);

test("sending what was told is no call to tell of", async () => {
  const within = { trace: "a".repeat(32), span: "b".repeat(16) };
  await callingFor({ connection: "jira", within }, () => fetch(url));
  // Sent by its own clock, as in an engine, and on what the first call has opened.
  await vi.waitUntil(() => told.length > 0, { timeout: 10_000 });
  await flushSpans();
  await flushSpans();
  expect(told).toEqual(['"name":"GET jira"']);
});

test("a call is measured for the connection it is made for, and one that is made for none is not", async () => {
  drain();
  await callingFor({ connection: "jira" }, () => fetch(`${url}/busy`));
  await fetch(url);
  expect(counted()).toEqual([{ connection: "jira", outcome: "limited" }]);
});

test("a call that is not answered is told apart", async () => {
  drain();
  const cut = `${url}/cut`;
  await callingFor({ connection: "jira" }, () => fetch(cut).catch(() => {}));
  expect(counted()).toEqual([{ connection: "jira", outcome: "unanswered" }]);
});

test("answers are told apart by whose fault it is", () => {
  expect([200, 304, 401, 429, 503, null].map(outcomeOf)).toEqual([
    "answered",
    "answered",
    "refused",
    "limited",
    "failed",
    "unanswered",
  ]);
});
