import { AsyncLocalStorage } from "node:async_hooks";
import { formatNumber } from "#lib/core/lifecycle/number.ts";
import { env } from "./env.ts";
import { redact, redactText } from "./log-redact.ts";

const levels = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof levels)[number];

/** What a line may say besides its message. `request` and `step` are the ones to search by. */
export interface Fields {
  request?: string | number | null | undefined;
  step?: string | null | undefined;
  [name: string]: unknown;
}

// Next.js makes several instances of this module; what is worked on is the same for all of them.
declare global {
  var paoLogScope: AsyncLocalStorage<Fields> | undefined;
}

const scope = (globalThis.paoLogScope ??= new AsyncLocalStorage<Fields>());
const thrownIn = new WeakMap<object, Fields>();

/** Whatever is logged while this is worked on says what it is about, and so does what is thrown (`aboutThrown`). */
export function logging<T>(about: Fields, work: () => Promise<T>): Promise<T> {
  const fields = { ...scope.getStore(), ...about };
  return scope.run(fields, async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && !thrownIn.has(error)) thrownIn.set(error, fields);
      throw error;
    }
  });
}

/** What was worked on when this was thrown: doors log what nobody expected, and stand outside of it. */
export function aboutThrown(error: unknown): Fields {
  return (error instanceof Error && thrownIn.get(error)) || {};
}

/** A number is written as people know it, so that one search finds every line. */
function known(fields: Fields): Fields {
  const all = { ...scope.getStore(), ...fields };
  return typeof all.request === "number" ? { ...all, request: formatNumber(all.request) } : all;
}

/** One log line as JSON, redacted; `time` and `origin` are data so that it can be tested. */
export function line(level: Level, message: string, fields: Fields, time: Date, origin: string): string {
  const head = { time: time.toISOString(), level, process: origin, msg: redactText(message) };
  // Twice: first for its place in the line, then so that no field takes the place of one of these.
  return JSON.stringify({ ...head, ...redact(fields), ...head });
}

/** A broken setting must not keep its own error from being logged. */
function settings(): { least: Level; origin: string } {
  try {
    return { least: env().PAO_LOG_LEVEL, origin: env().PAO_PROCESS };
  } catch {
    return { least: "info", origin: "pao" };
  }
}

function write(level: Level, message: string, fields: Fields): void {
  const { least, origin } = settings();
  if (levels.indexOf(level) < levels.indexOf(least)) return;
  const stream = level === "warn" || level === "error" ? process.stderr : process.stdout;
  stream.write(`${line(level, message, known(fields), new Date(), origin)}\n`);
}

export const log = {
  debug: (message: string, fields: Fields = {}): void => write("debug", message, fields),
  info: (message: string, fields: Fields = {}): void => write("info", message, fields),
  warn: (message: string, fields: Fields = {}): void => write("warn", message, fields),
  error: (message: string, fields: Fields = {}): void => write("error", message, fields),
};
