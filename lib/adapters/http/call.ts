import type { Json } from "#lib/core/json.ts";
import { AdapterError, type AttemptContext, type OpenConnection } from "../adapter.ts";
import type { Failure, Target } from "../failure.ts";
import { networkFailure } from "../network-failure.ts";
import { retryAfter, statusFailure } from "../status-failure.ts";
import { answerWords } from "./answer-words.ts";

const longestCallMs = 30_000;
const largestAnswer = 1024 * 1024;

export interface Call {
  method: string;
  address: URL;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: Json | undefined;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** undefined when it is no JSON. */
  body: Json | undefined;
  text: string;
}

/** Thrown when a call did not work out. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.problem.sentence);
    this.name = "CallFailed";
    this.failure = failure;
  }
}

export function httpAt(connection: OpenConnection | null): OpenConnection {
  if (connection?.kind === "http") return connection;
  const problem = {
    code: "connection_missing",
    sentence: "This step has no HTTP connection.",
    remedy: "An admin adds one under Settings, Connections.",
  };
  throw new AdapterError(problem, { effect: "none", repeat: false });
}

export function targetOf({ name, baseUrl }: OpenConnection): Target {
  return { title: `“${name}”`, code: "http", baseUrl };
}

type Calling = Pick<AttemptContext, "connection" | "signal" | "log">;

/** Calls once, within limits of time and size, and follows no redirect: it could carry the credential away. Throws CallFailed. */
export async function call(context: Calling, { method, address, headers = {}, body }: Call): Promise<Answer> {
  const connection = httpAt(context.connection);
  const sent = sendable(connection, { method, headers, body });
  const began = performance.now();
  try {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(longestCallMs)]);
    const response = await fetch(address, { ...sent, redirect: "manual", signal });
    const text = await textOf(response);
    context.log(`${method} ${address.pathname} → ${response.status} in ${Math.round(performance.now() - began)} ms`);
    return { status: response.status, headers: response.headers, body: parse(text), text };
  } catch (error) {
    context.log(`${method} ${address.pathname} → no answer after ${Math.round(performance.now() - began)} ms`);
    throw error instanceof CallFailed ? error : new CallFailed(networkFailure(error, targetOf(connection)));
  }
}

/** What an unwelcome status means, in the outside's own words where it has some: all of them, since half a secret can't be hidden any more. */
export function unwelcome(answer: Answer, connection: OpenConnection): Failure {
  const wait = retryAfter(answer.headers.get("retry-after"), new Date());
  const said = answerWords(answer.body) ?? answer.text;
  return statusFailure(answer.status, said, wait, targetOf(connection));
}

/** Not a Request: fetch copies that, and its body through two streams, which costs as much as sending it [measured]. */
function sendable(connection: OpenConnection, { method, headers, body }: Omit<Call, "address">): RequestInit {
  try {
    const all = new Headers({ accept: "application/json", ...headers });
    signIn(all, connection);
    if (body === undefined) return { method, headers: all };
    if (!all.has("content-type")) all.set("content-type", "application/json");
    return { method, headers: all, body: JSON.stringify(body) };
  } catch (cause) {
    const problem = {
      code: "http_not_sendable",
      sentence: "The request can't be sent as it is: a header holds characters that headers can't carry.",
      detail: cause instanceof Error ? cause.message : "",
      remedy: "Order anew with plain characters, or have the offering's authors send the value in the body.",
    };
    throw new AdapterError(problem, { effect: "none", repeat: false });
  }
}

/** `token` goes into `settings.header` (Authorization) after `settings.scheme` (Bearer); `user` and `password` are basic. */
function signIn(headers: Headers, { settings, credential }: OpenConnection): void {
  const { token, user, password } = credential;
  const header =
    typeof settings["header"] === "string" && settings["header"] !== "" ? settings["header"] : "Authorization";
  const usual = header.toLowerCase() === "authorization" ? "Bearer" : "";
  const scheme = typeof settings["scheme"] === "string" ? settings["scheme"] : usual;
  if (token) headers.set(header, scheme === "" ? token : `${scheme} ${token}`);
  else if (user !== undefined && password !== undefined)
    headers.set("authorization", `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswer) throw new CallFailed(tooLarge());
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** It was answered, so it may have been made. */
function tooLarge(): Failure {
  const problem = {
    code: "http_too_large",
    sentence: "The answer is larger than 1 MiB.",
    remedy: "The offering's authors name a path that answers with less.",
  };
  return { problem, reached: true, passing: false };
}

function parse(text: string): Json | undefined {
  try {
    // What JSON.parse answers is JSON.
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
