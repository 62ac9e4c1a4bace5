import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomBytes } from "node:crypto";
import { env } from "./env.ts";

/** Where a request stands in the traces: its trace, its own span, and what that is a part of. */
export interface Trace {
  id: string;
  span: string;
  parent: string | null;
}

/** Something that began and ended, possibly days apart and in several processes: told once, when it is over. */
export interface Span {
  trace: string;
  id: string;
  parent: string | null;
  name: string;
  kind: "internal" | "server" | "client";
  from: Date;
  to: Date;
  /** Never what a person or an outside system wrote. */
  attributes: Readonly<Record<string, string | number>>;
  /** The code of what went wrong. */
  failed?: string | undefined;
}

export function isTracing(): boolean {
  return env().OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
}

// Sending must not be taken for a part of what is worked on: its own calls would be told, and sent, and told again.
const apart = AsyncLocalStorage.snapshot();

/** Sent behind the work's back; nothing of it is loaded where nothing is traced. */
export function tell(span: Span): void {
  if (isTracing()) apart(() => void import("./trace-sender.ts").then(({ sender }) => sender().add(span)));
}

/** What was told and is not sent yet; for the end of a process. */
export async function flushSpans(): Promise<void> {
  if (isTracing()) await (await import("./trace-sender.ts")).sender().flush();
}

export const newSpanId = (): string => randomBytes(8).toString("hex");

/** A request's place: in the trace of whoever asks for it, as W3C's `traceparent` says, or in one of its own. */
export function newTrace(within: string | null = null): Trace {
  const [, id, parent] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(within ?? "") ?? [];
  const known = id !== undefined && parent !== undefined && !/^0+$/.test(id) && !/^0+$/.test(parent);
  return { id: known ? id : randomBytes(16).toString("hex"), span: newSpanId(), parent: known ? parent : null };
}

/** The span of a step: whoever works on it knows it without asking. A person's retry begins another. */
export function stepSpan({ id }: Pick<Trace, "id">, step: string, startedAt: Date): string {
  return createHash("sha256").update(`${id}/${step}/${startedAt.toISOString()}`).digest("hex").slice(0, 16);
}

/** The span of an attempt, by its own id. */
export const attemptSpan = (attempt: string): string => attempt.replaceAll("-", "").slice(0, 16);
