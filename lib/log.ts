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
  stream.write(`${line(level, message, fields, new Date(), origin)}\n`);
}

export const log = {
  debug: (message: string, fields: Fields = {}): void => write("debug", message, fields),
  info: (message: string, fields: Fields = {}): void => write("info", message, fields),
  warn: (message: string, fields: Fields = {}): void => write("warn", message, fields),
  error: (message: string, fields: Fields = {}): void => write("error", message, fields),
};
