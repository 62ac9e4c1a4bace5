import { mkdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { type Environment, launch } from "./child.ts";
import { complain } from "./console.ts";
import { LogFile } from "./log-file.ts";

export interface Kept {
  name: string;
  words: string[];
  environment: Environment;
}

interface Watch {
  logs: string;
  /** Called once, when one of them died too often. */
  giveUp(reason: string): void;
}

const tooMany = 3;
const withinMs = 60_000;
const lastWordsMs = 50;
let leaving = false;

/** From now on a child that ends is not replaced. */
export function keepNoMore(): void {
  leaving = true;
}

/** Starts a process and replaces it when it dies, after growing pauses; three deaths within a minute end all. */
export function keep(kept: Kept, watch: Watch): void {
  mkdirSync(watch.logs, { recursive: true });
  const logFile = path.join(watch.logs, `${kept.name}.log`);
  const written = new LogFile(logFile);
  const deaths: number[] = [];
  let last = "";

  const start = () => {
    const child = launch(kept.words, { ...kept.environment, PAO_PROCESS: kept.name });
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        hear(stream, (text) => {
          written.line(text);
          last = tellingPart(text) ?? last;
          pass(kept.name, text);
        });
    // Not "close": a program that the child leaves behind may hold its output open.
    child.once("exit", (code, signal) => void pause(lastWordsMs).then(() => died(code, signal)));
  };
  const died = (code: number | null, signal: string | null) => {
    if (leaving) return;
    deaths.push(performance.now());
    const recent = deaths.filter((at) => at > performance.now() - withinMs).length;
    const how = signal ? `was killed (${signal})` : `ended by itself (code ${code})`;
    if (recent >= tooMany)
      return watch.giveUp(
        `${kept.name} ${how} for the third time within a minute${last ? `: ${last}` : ""}. Its log is ${logFile}.`,
      );
    complain(`${kept.name} ${how} and is started again.`);
    setTimeout(() => leaving || start(), 250 * 4 ** (recent - 1));
  };
  start();
}

function hear(stream: Readable, each: (text: string) => void): void {
  createInterface({ input: stream }).on("line", each);
}

interface Line {
  level?: unknown;
  msg?: unknown;
  error?: { message?: unknown };
}

function read(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a line says about a failure, if it does. */
function tellingPart(text: string): string | undefined {
  const line = read(text);
  if (line?.level === "error")
    return [line.msg, line.error?.message].filter((part) => typeof part === "string").join(": ");
  return /^(\w*Error|Problem|\s*\[?cause\]?):? /.test(text) ? text.trim() : undefined;
}

/** A terminal stays calm: only what went wrong, in short. A file or a collector gets every line as it is. */
export function pass(name: string, text: string): void {
  if (!process.stdout.isTTY) {
    process.stdout.write(`${text}\n`);
    return;
  }
  const line = read(text);
  if (line?.level === "warn" || line?.level === "error") complain(`${name}: ${tellingPart(text) ?? String(line.msg)}`);
}
