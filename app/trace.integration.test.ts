import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "#db/client.ts";
import { saveConnection } from "#db/connection.ts";
import { type Engine, startEngine } from "#lib/engine/start.ts";
import { flushSpans } from "#lib/trace.ts";
import { offeringNamed } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";
import { call, read } from "#tests/rest.ts";
import * as complete from "./api/v1/requests/[number]/steps/[step]/complete/route.ts";
import * as requests from "./api/v1/requests/route.ts";

interface Sent {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string } }[];
  status: { code?: number };
}

const received: Sent[] = [];
const headers: (string | undefined)[] = [];
let outside: Server;
let portal: Portal;
let engine: Engine;

/** A collector that takes OTLP over HTTP, and beside it what the step calls. */
function collector(): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
      if (request.url !== "/v1/traces") return;
      headers.push(request.headers["x-tenant"]?.toString());
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        resourceSpans: { scopeSpans: { spans: Sent[] }[] }[];
      };
      received.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
    });
  });
}

beforeAll(async () => {
  outside = collector();
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  // Settings are read once per process.
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=house%20one");
  const step = "{ id: make, uses: http, with: { method: PUT, path: /secret-path } }";
  const task = '{ id: ask, uses: manual, with: { team: data-platform, instructions: "Say so." } }';
  portal = await freshPortal({
    "traced.yaml": offeringNamed("traced", step),
    "asked.yaml": offeringNamed("asked", task),
    "whole.yaml": offeringNamed("whole", "{ id: part, uses: offering, with: { offering: traced } }"),
  });
  await database().transaction((tx) =>
    saveConnection(tx, { name: "platform", kind: "http", baseUrl: url, settings: {}, credential: { token: "t" } }),
  );
  engine = await startEngine({
    databaseUrl: globalThis.paoDatabase?.url ?? "",
    concurrency: 2,
    baseUrl: "http://localhost:3000",
    version: "test",
    longestPauseSeconds: 1,
    dataDir: tmpdir(),
  });
});

afterAll(async () => {
  await engine.stop();
  await portal.close();
  outside.close();
});

const caller = { trace: "4bf92f3577b34da6a3ce929d0e0e4736", span: "00f067aa0ba902b7" };

async function order(offering: string, trace: string): Promise<string> {
  const body = { offering, project: "checkout", environment: "dev", inputs: {} };
  const headers = { traceparent: `00-${trace}-${caller.span}-01` };
  const { number } = await read<{ number: string }>(call(requests.POST, { user: "developer", body, headers }));
  return number;
}

async function spanNamed(name: string, trace = caller.trace): Promise<Sent> {
  await vi.waitUntil(
    async () => {
      await flushSpans();
      return received.some((span) => span.name === name && span.traceId === trace);
    },
    { timeout: 20_000 },
  );
  const found = received.filter((span) => span.name === name && span.traceId === trace);
  expect(found).toHaveLength(1);
  const [span] = found;
  if (!span) throw new Error(`No span ${name}`);
  return span;
}

test("request, step, attempt and outside call are one trace across web and engine, within the caller's", async () => {
  const number = await order("traced", caller.trace);
  const whole = await spanNamed("request traced");
  const ordered = await spanNamed("order");
  const step = await spanNamed("step make");
  const attempt = await spanNamed("attempt 1");
  const made = await spanNamed("PUT platform");
  expect(whole.parentSpanId).toBe(caller.span);
  expect([ordered.parentSpanId, step.parentSpanId]).toEqual([whole.spanId, whole.spanId]);
  expect(attempt.parentSpanId).toBe(step.spanId);
  expect(made.parentSpanId).toBe(attempt.spanId);
  for (const span of [whole, ordered, step, attempt, made]) {
    expect(span.traceId).toBe(caller.trace);
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
    expect(span.status).toEqual({});
  }
  expect(whole.attributes).toContainEqual({ key: "pao.request", value: { stringValue: number } });
  // Sending what was told is nothing to tell of.
  await flushSpans();
  await flushSpans();
  expect(received).toHaveLength(5);
  expect(headers.every((tenant) => tenant === "house one")).toBe(true);
});

test("what a person answers in the web ends the step and the attempt that an engine began", async () => {
  const trace = "a".repeat(31) + "1";
  const number = await order("asked", trace);
  const done = () => call(complete.POST, { user: "author", body: {}, params: { number, step: "ask" } });
  await vi.waitUntil(async () => (await done()).ok, { timeout: 20_000 });
  const whole = await spanNamed("request asked", trace);
  const step = await spanNamed("step ask", trace);
  expect(step.parentSpanId).toBe(whole.spanId);
  expect((await spanNamed("attempt 1", trace)).parentSpanId).toBe(step.spanId);
});

test("what a step orders is a part of that step", async () => {
  const trace = "a".repeat(31) + "2";
  await order("whole", trace);
  await spanNamed("request whole", trace);
  const part = await spanNamed("request traced", trace);
  expect(part.parentSpanId).toBe((await spanNamed("step part", trace)).spanId);
  expect((await spanNamed("step make", trace)).parentSpanId).toBe(part.spanId);
});

test("nothing that people answer, and no path, is in a trace", () => {
  expect(JSON.stringify(received)).not.toMatch(/secret-path|developer/i);
});
