import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { observe } from "#lib/measure.ts";
import { newSpanId, tell } from "#lib/trace.ts";

/** For what calls are made: the connection they go through, and the span they are a part of, when it is traced. */
export interface Calling {
  connection: string;
  within?: { trace: string; span: string } | undefined;
}

const calling = new AsyncLocalStorage<Calling>();

/** Calls to the outside that are made in here are measured, whichever library makes them. */
export function callingFor<T>(of: Calling | null, work: () => Promise<T>): Promise<T> {
  return of === null ? work() : calling.run(of, work);
}

interface Call {
  for: Calling;
  method: string;
  host: string;
  from: Date;
  began: number;
}

// Node's `fetch`, which every adapter's library ends in, tells here what it sends and gets.
const calls = new WeakMap<object, Call>();
let watching = false;

/** Once per process. */
export function watchCalls(): void {
  if (watching) return;
  watching = true;
  subscribe("undici:request:create", (message) => {
    const { request } = told(message);
    const of = calling.getStore();
    if (!request || !of) return;
    const method = text(request, "method");
    calls.set(request, { for: of, method, host: hostOf(request), from: new Date(), began: performance.now() });
  });
  subscribe("undici:request:headers", (message) => {
    const { request, response } = told(message);
    const status: unknown = response && Reflect.get(response, "statusCode");
    if (request && typeof status === "number") ended(request, status);
  });
  subscribe("undici:request:error", (message) => {
    const { request } = told(message);
    if (request) ended(request, null);
  });
}

/** The path stays out of it: it may hold what somebody answered. */
function ended(request: object, status: number | null): void {
  const call = calls.get(request);
  if (!call) return;
  calls.delete(request);
  const { connection, within } = call.for;
  const outcome = outcomeOf(status);
  observe("pao_outside_call_duration_seconds", { connection, outcome }, (performance.now() - call.began) / 1000);
  if (!within) return;
  const answered = status === null ? {} : { "http.response.status_code": status };
  tell({
    trace: within.trace,
    id: newSpanId(),
    parent: within.span,
    name: `${call.method} ${connection}`,
    kind: "client",
    from: call.from,
    to: new Date(),
    attributes: {
      "http.request.method": call.method,
      "server.address": call.host,
      "pao.connection": connection,
      ...answered,
    },
    failed: outcome === "answered" ? undefined : outcome,
  });
}

/** Exported for its test. */
export function outcomeOf(status: number | null): "answered" | "refused" | "limited" | "failed" | "unanswered" {
  if (status === null) return "unanswered";
  if (status === 429) return "limited";
  return status >= 500 ? "failed" : status >= 400 ? "refused" : "answered";
}

function told(message: unknown): { request?: object; response?: object } {
  return typeof message === "object" && message !== null ? message : {};
}

const text = (of: object, name: string) => String(Reflect.get(of, name) ?? "");

function hostOf(request: object): string {
  const origin = text(request, "origin");
  return URL.canParse(origin) ? new URL(origin).host : "";
}
