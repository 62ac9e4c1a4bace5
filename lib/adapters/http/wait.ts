import { holds } from "#lib/core/adapter/http-answer.ts";
import type { HttpPayload } from "#lib/core/adapter/http-config.ts";
import { seconds } from "#lib/core/adapter/texts.ts";
import { at, type Json } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import type { AttemptContext, Progress } from "../adapter.ts";
import { pathUnder } from "./address.ts";
import { httpAt } from "./call.ts";
import { idOf } from "./id.ts";

type Wait = NonNullable<HttpPayload["wait"]>;

/** Where a thing stands that takes a while, as an answer says; `before` is the reference of an earlier look. */
export function waitFor(
  wait: Wait,
  payload: HttpPayload,
  answer: Json,
  context: AttemptContext,
  before?: Reference,
): Progress {
  const reference = before ?? referenceTo(wait, payload, answer, context);
  if (wait.failed && holds(answer, wait.failed))
    return { state: "failed", ...named(reference), problem: itFailed(wait.failed, answer), ended: true };
  if (holds(answer, wait.until))
    return { state: "completed", ...named(reference), outputs: outputsFrom(answer, payload) };
  // A failure that was not made by waiting longer: what was made stays unknown to us.
  if (reference === null) return { state: "failed", problem: noWay(wait), ended: false };
  if (wait.timeout !== undefined && elapsed(context.startedAt) > seconds(wait.timeout))
    return { state: "failed", reference, problem: tooLong(wait.timeout), ended: false };
  const note = "waiting until it is ready";
  return { state: "waiting", reference, note, checkAfterSeconds: seconds(wait.every ?? "5s") };
}

export function outputsFrom(answer: Json, { outputs = {} }: HttpPayload): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, { from }]): [string, Json][] => {
      const value = at(answer, from);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function referenceTo(wait: Wait, payload: HttpPayload, answer: Json, context: AttemptContext): Reference | null {
  const said = wait.path ?? at(answer, wait.from ?? "");
  if (typeof said !== "string") return null;
  const status = wait.path ?? pathUnder(httpAt(context.connection).baseUrl, said);
  if (status === null) return null;
  return { kind: "http", id: idOf(answer, payload) ?? status, data: { status } };
}

const named = (reference: Reference | null) => (reference ? { reference } : {});

function elapsed(since: Date): number {
  return (Date.now() - since.getTime()) / 1000;
}

function itFailed({ message, pointer }: NonNullable<Wait["failed"]>, answer: Json): StepProblem {
  const words = message === undefined ? undefined : at(answer, message);
  const said = typeof words === "string" ? words : undefined;
  return {
    code: "http_failed",
    sentence: said === undefined ? "It failed on the other side." : `It failed on the other side: ${said}`,
    detail: `${pointer}: ${JSON.stringify(at(answer, pointer) ?? null)}`,
    remedy: "Correct the cause there; Retry makes it anew.",
  };
}

const noWay = ({ from }: Wait): StepProblem => ({
  code: "http_no_status",
  sentence: "The answer names no address under this connection to ask whether it is ready.",
  detail: `Read from ${from ?? "the step's path"}.`,
  remedy: "See whether it was made. The offering's authors correct `wait`.",
});

const tooLong = (timeout: string): StepProblem => ({
  code: "http_timed_out",
  sentence: `It was not ready within ${timeout}.`,
  remedy: "Look there. Retry asks again; when it was done by hand, say so.",
});
