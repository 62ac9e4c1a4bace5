import type { IncomingHttpHeaders } from "node:http";
import { isObject, parseJson, type Json, type JsonObject } from "#lib/sandbox/json.ts";

/** One request as the stand-ins see it. */
export interface Incoming {
  method: string;
  /** Path without the query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  text: string;
  /** `http://127.0.0.1:3001`, as the caller addressed us: links in answers start with it. */
  origin: string;
  params: Readonly<Record<string, string>>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

export function json(status: number, body: Json, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function empty(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: "" };
}

export function seeOther(location: string): Answer {
  return empty(303, { location });
}

/** Thrown to end a request early with an answer in the words of the system that is stood in for. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** The JSON object in a body, undefined when it holds something else. */
export function bodyObject(incoming: Incoming): JsonObject | undefined {
  const value = parseJson(incoming.text);
  return isObject(value) ? value : undefined;
}

export function isForm(incoming: Incoming): boolean {
  return (incoming.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
}

export function bodyForm(incoming: Incoming): URLSearchParams {
  return new URLSearchParams(incoming.text);
}
