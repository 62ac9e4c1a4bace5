import { createSandbox, type Sandbox, type SandboxOptions } from "#lib/sandbox/sandbox.ts";
import { freshDatabase } from "#tests/database.ts";

export interface TestSandbox extends Sandbox {
  databaseUrl: string;
  /** A call to the stand-in for Jira, from `/issue` on, with the sandbox's user and token. */
  jira(method: string, path: string, body?: unknown): Promise<Answered>;
  /** A call to the platform API, from `/buckets` on, with its token. */
  platform(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  control(method: string, path: string, body?: unknown): Promise<Answered>;
}

export interface Answered {
  status: number;
  headers: Headers;
  /** The JSON of the answer; undefined when it has no body. */
  body: unknown;
  /** The text at a place in the body: `at("issues", 0, "key")`. Empty when there is none. */
  at(...path: (string | number)[]): string;
}

const basic = `Basic ${Buffer.from("pao@sandbox.example:sandbox").toString("base64")}`;

/** A sandbox of the test's own, on loopback and a fresh database. Close it in `afterAll`. */
export async function startSandbox(lagMs = 0, webhooks?: SandboxOptions["webhooks"]): Promise<TestSandbox> {
  const database = await freshDatabase();
  const sandbox = await createSandbox({
    databaseUrl: database.url,
    port: 0,
    lagMs,
    mainUrl: "http://localhost:3000",
    ...(webhooks === undefined ? {} : { webhooks }),
  });
  return {
    url: sandbox.url,
    databaseUrl: database.url,
    jira: (method, path, body) => call(`${sandbox.url}/jira/rest/api/3${path}`, method, body, { authorization: basic }),
    platform: (method, path, body, headers) =>
      call(`${sandbox.url}/platform/v1${path}`, method, body, { authorization: "Bearer sandbox", ...headers }),
    control: (method, path, body) => call(`${sandbox.url}/control${path}`, method, body, {}),
    async close() {
      await sandbox.close();
      await database.drop();
    },
  };
}

async function call(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answered> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(url, { method, headers: { ...type, ...headers }, ...sent });
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return {
    status: response.status,
    headers: response.headers,
    body: answer,
    at: (...path) => written(path.reduce(inside, answer)),
  };
}

function written(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function inside(value: unknown, part: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
}
