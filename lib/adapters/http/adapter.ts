import { findIn, isExpected } from "#lib/core/adapter/http-answer.ts";
import { type HttpPayload, httpPayload } from "#lib/core/adapter/http-config.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { type Adapter, AdapterError, type AttemptContext, type Finding, type Progress } from "../adapter.ts";
import { harmful, harmless, repeatable } from "../failure.ts";
import { addressAgain, addressOf } from "./address.ts";
import { type Answer, call, CallFailed, httpAt, unwelcome } from "./call.ts";
import { idOf } from "./id.ts";
import { probeHttp } from "./probe.ts";
import { outputsFrom, waitFor } from "./wait.ts";

/** One HTTP call under a connection, and on demand a wait until what it made is ready. */
export const http: Adapter = { find, start, check, probe: probeHttp };

/** May this call be repeated without asking? */
function isRepeatable({ method, idempotent }: HttpPayload): boolean {
  return method === "GET" || method === "PUT" || method === "DELETE" || idempotent === true;
}

async function start(context: AttemptContext): Promise<Progress> {
  const payload = httpPayload.parse(context.payload);
  const connection = httpAt(context.connection);
  const address = addressOf(connection.baseUrl, payload.path, payload.query);
  if (address === null) throw new AdapterError(leaves(payload.path), { effect: "none", repeat: false });
  if (payload.method !== "GET") await context.aboutToMake({ repeatable: isRepeatable(payload) });
  const answer = await call(context, {
    method: payload.method,
    address,
    headers: headersOf(payload, context),
    body: payload.body,
  }).catch((error: unknown) => {
    throw error instanceof CallFailed ? failureOf(payload)(error.failure) : error;
  });
  if (!isExpected(payload.expect, answer.status)) throw judge(answer, payload, context);
  return progressOf(answer, payload, context);
}

function headersOf({ headers, idempotent }: HttpPayload, { effectKey }: AttemptContext): Record<string, string> {
  return { ...headers, ...(idempotent === true ? { "idempotency-key": effectKey } : {}) };
}

function judge(answer: Answer, payload: HttpPayload, { connection }: AttemptContext): AdapterError {
  const failure = unwelcome(answer, httpAt(connection));
  const strange =
    answer.status < 300 ? { ...failure, problem: unexpected(answer), reached: true, passing: false } : failure;
  return failureOf(payload)(strange);
}

function failureOf(payload: HttpPayload): typeof harmless {
  if (payload.method === "GET") return harmless;
  return isRepeatable(payload) ? repeatable : harmful;
}

function progressOf(answer: Answer, payload: HttpPayload, context: AttemptContext): Progress {
  const { wait, outputs = {} } = payload;
  const asks = wait !== undefined || Object.keys(outputs).length > 0;
  if (asks && answer.body === undefined) return { state: "failed", problem: noJson(answer), ended: false };
  const body = answer.body ?? null;
  if (wait) return waitFor(wait, payload, body, context);
  const id = idOf(body, payload);
  return {
    state: "completed",
    ...(id === undefined ? {} : { reference: { kind: "http", id } }),
    outputs: outputsFrom(body, payload),
  };
}

/** Looks for what an earlier call may have made, with the author's own question. */
async function find(context: AttemptContext): Promise<Finding> {
  const payload = httpPayload.parse(context.payload);
  const connection = httpAt(context.connection);
  if (payload.find === undefined) return { blind: true };
  const address = addressOf(connection.baseUrl, payload.find.path, payload.find.query);
  if (address === null) return { unknown: leaves(payload.find.path) };
  try {
    const answer = await call(context, { method: "GET", address });
    if (answer.status === 404) return { found: null };
    if (answer.status !== 200) return { unknown: unwelcome(answer, connection).problem };
    if (answer.body === undefined) return { unknown: noJson(answer) };
    const found = findIn(answer.body, payload.find);
    if (found === undefined) return { found: null };
    context.log("Found what an earlier attempt made.");
    return { found: progressOf({ ...answer, body: found }, payload, context) };
  } catch (error) {
    if (error instanceof CallFailed) return { unknown: error.failure.problem };
    throw error;
  }
}

async function check(context: AttemptContext, reference: Reference): Promise<Progress> {
  const payload = httpPayload.parse(context.payload);
  const connection = httpAt(context.connection);
  const address = addressAgain(connection.baseUrl, reference.data?.["status"] ?? "");
  if (payload.wait === undefined || address === null)
    throw new AdapterError(leaves(reference.data?.["status"] ?? ""), { effect: "none", repeat: false });
  const answer = await call(context, { method: "GET", address }).catch((error: unknown) => {
    throw error instanceof CallFailed ? harmless(error.failure) : error;
  });
  if (answer.status < 200 || answer.status > 299) throw harmless(unwelcome(answer, connection));
  if (answer.body === undefined) throw new AdapterError(noJson(answer), { effect: "none", repeat: false });
  return waitFor(payload.wait, payload, answer.body, context, reference);
}

const leaves = (path: string): StepProblem => ({
  code: "http_path",
  sentence: "The path of this step leads out of its connection.",
  detail: path,
  remedy: "The offering's authors correct the path.",
});

/** Without the answer itself: it is one of success, and may hold what must stay secret. */
const unexpected = ({ status }: Answer): StepProblem => ({
  code: "http_unexpected_status",
  sentence: `The answer's status is ${status}, which the step does not expect.`,
  remedy: "See whether it was made. The offering's authors list the status under `expect` when it means success.",
});

const noJson = ({ status, headers }: Answer): StepProblem => ({
  code: "http_not_json",
  sentence: `The answer (${status}) is no JSON, so nothing can be read from it.`,
  detail: `Content-Type: ${headers.get("content-type") ?? "none"}`,
  remedy: "See whether it was made; the offering's authors correct the path, or leave the outputs out.",
});
