import { format } from "node:util";
import { type Level, log } from "#lib/log.ts";

const levels = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const satisfies Record<
  string,
  Level
>;

/**
 * What the framework prints becomes a line like every other. Printed as it is, a failed page would show what its query
 * was given: ids of sessions, answers.
 */
export function logPrinted(on: Console): void {
  const entries = Object.entries(levels).map(([name, level]) => [name, toLog(level)] as const);
  Object.assign(on, Object.fromEntries(entries));
}

function toLog(level: Level) {
  return (...said: unknown[]): void => {
    const error = said.find((one) => one instanceof Error);
    const words = format(...said.filter((one) => one !== error)).trim();
    log[level](words === "" ? "an error was printed" : words, error === undefined ? {} : { error });
  };
}
