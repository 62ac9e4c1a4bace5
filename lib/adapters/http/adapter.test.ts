import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { JsonObject } from "#lib/core/json.ts";
import { AdapterError, type AttemptContext } from "../adapter.ts";
import { http } from "./adapter.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const running: (() => void)[] = [];
afterEach(() => running.splice(0).forEach((stop) => stop()));

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  running.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const made: string[] = [];

function context(baseUrl: string, payload: JsonObject, settings: JsonObject = {}): AttemptContext {
  made.length = 0;
  return {
    effectKey: "i/1/one/1",
    request: "REQ-1",
    step: "one",
    title: "One",
    startedAt: new Date(),
    requestUrl: "",
    connection: { name: "api", kind: "http", baseUrl, settings, credential: { token: "t0ken" } },
    payload: { method: "POST", path: "/v1/things", ...payload },
    blockedBy: [],
    signal: AbortSignal.timeout(5000),
    log: () => {},
    aboutToMake: async (how) => {
      made.push(how?.repeatable ? "repeatable" : "once");
    },
  };
}

const json =
  (status: number, body: unknown): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

async function refusal(baseUrl: string, payload: JsonObject = {}): Promise<AdapterError> {
  const error: unknown = await http.start(context(baseUrl, payload)).catch((thrown: unknown) => thrown);
  if (error instanceof AdapterError) return error;
  throw new Error("It was not refused.");
}

test("the connection signs in, with the header and scheme it names", async () => {
  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    seen.push(request.headers.authorization ?? request.headers["x-key"]);
    json(200, {})(request, response);
  });
  await http.start(context(url, {}));
  await http.start(context(url, {}, { header: "X-Key" }));
  await http.start(context(url, {}, { scheme: "Token" }));
  expect(seen).toEqual(["Bearer t0ken", "t0ken", "Token t0ken"]);
});

test("only what may not be repeated is committed to before the call", async () => {
  const url = await serve(json(200, {}));
  const marks = async (payload: JsonObject) => {
    await http.start(context(url, payload));
    return made.join();
  };
  expect(await marks({})).toBe("once");
  expect(await marks({ idempotent: true })).toBe("repeatable");
  expect(await marks({ method: "PUT" })).toBe("repeatable");
  expect(await marks({ method: "GET" })).toBe("");
});

test("a redirect is not followed: it could carry the credential away", async () => {
  let followed = false;
  const away = await serve(() => (followed = true));
  const url = await serve((_, response) => response.writeHead(307, { location: `${away}/x` }).end());
  expect((await refusal(url)).problem.code).toBe("http_redirect");
  expect(followed).toBe(false);
});

test("an answer that is no JSON is told when something is to be read from it", async () => {
  const url = await serve((_, response) => response.end("<html>"));
  const outputs = { id: { type: "string", from: "/id" } };
  expect(await http.start(context(url, { outputs }))).toMatchObject({
    state: "failed",
    problem: { code: "http_not_json", detail: "Content-Type: none" },
  });
  expect(await http.start(context(url, {}))).toMatchObject({ state: "completed" });
});

test("an endless answer is cut off", async () => {
  const url = await serve((_, response) => {
    const fill = () => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
      if (!response.destroyed) response.once("drain", fill);
    };
    fill();
  });
  expect((await refusal(url)).problem.code).toBe("http_too_large");
});

test.each([
  [400, {}, { effect: "none", repeat: false, code: "http_refused_request" }],
  [303, {}, { effect: "maybe", repeat: false, code: "http_redirect" }],
  [302, { idempotent: true }, { effect: "repeatable", repeat: false, code: "http_redirect" }],
  [308, {}, { effect: "none", repeat: false, code: "http_redirect" }],
  [429, {}, { effect: "none", repeat: true, code: "http_busy" }],
  [503, {}, { effect: "maybe", repeat: false, code: "http_failing" }],
  [503, { idempotent: true }, { effect: "repeatable", repeat: true, code: "http_failing" }],
  [409, { idempotent: true }, { effect: "none", repeat: false, code: "http_conflict" }],
  [500, { method: "GET" }, { effect: "none", repeat: true, code: "http_failing" }],
  [204, { expect: [201] }, { effect: "maybe", repeat: false, code: "http_unexpected_status" }],
])("a %i to %j is %j", async (status, payload, { effect, repeat, code }) => {
  const error = await refusal(await serve((_, response) => response.writeHead(status).end()), payload);
  expect({ effect: error.effect, repeat: error.repeat, code: error.problem.code }).toEqual({ effect, repeat, code });
});

test("a connection that breaks may have made something, one that is refused has not", async () => {
  const dropped = await refusal(await serve((request) => request.socket.destroy()));
  expect([dropped.effect, dropped.problem.code]).toEqual(["maybe", "http_dropped"]);
  const closed = await serve(() => {});
  running.splice(0).forEach((stop) => stop());
  const refused = await refusal(closed);
  expect([refused.effect, refused.repeat, refused.problem.code]).toEqual(["none", true, "http_refused"]);
  expect(refused.problem.sentence).toBe(`“api” at ${new URL(closed).host} takes no connections.`);
  expect((await refusal("http://127.0.0.1:1")).problem.code).toBe("http_unknown_host");
});

test("an answer that names another place to ask is not followed there", async () => {
  const url = await serve(json(202, { statusUrl: "https://evil.example/status", status: "provisioning" }));
  const wait = { from: "/statusUrl", until: { pointer: "/status", equals: "ready" } };
  expect(await http.start(context(url, { wait }))).toMatchObject({
    state: "failed",
    problem: { code: "http_no_status" },
  });
});

test("a wait has its whole time again after a person's retry", async () => {
  const url = await serve(json(200, { status: "provisioning" }));
  const wait = { path: "/v1/status", until: { pointer: "/status", equals: "ready" }, timeout: "1m" };
  const reference = { kind: "http", id: "1", data: { status: "/v1/status", since: "2026-01-01T00:00:00Z" } };
  const begun = (secondsAgo: number) => ({
    ...context(url, { wait }),
    startedAt: new Date(Date.now() - secondsAgo * 1000),
  });
  expect(await http.check(begun(61), reference)).toMatchObject({
    state: "failed",
    problem: { code: "http_timed_out" },
  });
  expect(await http.check(begun(5), reference)).toMatchObject({ state: "waiting" });
});

test("a reference shows no value that is a secret output, and none without end", async () => {
  const reference = async (body: JsonObject, outputs: JsonObject) => {
    const made = await http.start(context(await serve(json(201, body)), { outputs }));
    return made.reference?.id;
  };
  const secret = (from: string) => ({ token: { type: "string", secret: true, from } });
  expect(await reference({ id: "s3cret", name: "orders" }, secret("/id"))).toBe("orders");
  expect(await reference({ id: "s3cret" }, secret("/id"))).toBeUndefined();
  expect(await reference({ id: "s3cret", key: "s3cret" }, secret("/key"))).toBeUndefined();
  expect(await reference({ id: "s3cret" }, secret(""))).toBeUndefined();
  expect(await reference({ id: "x".repeat(5000) }, {})).toHaveLength(200);
});

test("a header that can't be sent is told before anything is sent", async () => {
  const url = await serve(json(200, {}));
  expect((await refusal(url, { headers: { "x-name": "snow ☃" } })).problem.code).toBe("http_not_sendable");
});
