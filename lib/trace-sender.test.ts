import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readHeaders, Sender } from "./trace-sender.ts";
import { newTrace, type Span } from "./trace.ts";

let server: Server;
let answers: number[];
let bodies: string[];

beforeEach(async () => {
  answers = [];
  bodies = [];
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => void server.close());

const sender = () => new Sender(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {}, "pao");

function span(name: string): Span {
  const { id, span: own } = newTrace();
  const at = new Date(1_700_000_000_123);
  return {
    trace: id,
    id: own,
    parent: null,
    name,
    kind: "internal",
    from: at,
    to: at,
    attributes: { n: 1, share: 0.5 },
  };
}

test("what a collector could not take for now is sent again with what comes next", async () => {
  answers = [503];
  const own = sender();
  own.add(span("first"));
  await own.flush();
  own.add(span("second"));
  await own.flush();
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toMatch(/first.*second/);
});

test("what a collector refuses is not sent again", async () => {
  answers = [400];
  const own = sender();
  own.add(span("first"));
  await own.flush();
  await own.flush();
  expect(bodies).toHaveLength(1);
});

test("times are nanoseconds as text, whole numbers are text, others are numbers", async () => {
  const own = sender();
  own.add(span("first"));
  await own.flush();
  expect(bodies[0]).toContain('"startTimeUnixNano":"1700000000123000000"');
  expect(bodies[0]).toContain('{"key":"n","value":{"intValue":"1"}}');
  expect(bodies[0]).toContain('{"key":"share","value":{"doubleValue":0.5}}');
});

test("headers are read as OpenTelemetry writes them", () => {
  expect(readHeaders("authorization=Bearer%20a%3Db, x-tenant=7")).toEqual({
    authorization: "Bearer a=b",
    "x-tenant": "7",
  });
});

test("a place in nobody's trace is a trace of its own", () => {
  for (const within of [null, "", "nonsense", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`])
    expect(newTrace(within)).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{32}$/), parent: null });
});
