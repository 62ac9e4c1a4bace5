import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Embedded, startEmbedded } from "#db/embedded.ts";
import { Problem } from "#lib/core/problem.ts";
import { type Env, env } from "#lib/env.ts";
import { endWithParent } from "#lib/process.ts";
import { build } from "./start/build.ts";
import { checkDatabase, checkDataDir, checkPort } from "./start/checks.ts";
import { type Environment, endAll, runToEnd } from "./start/child.ts";
import { complain, during, say } from "./start/console.ts";
import { keep, keepNoMore, pass } from "./start/keep.ts";
import { type Hold, holdDataDir } from "./start/lock.ts";
import { endRuns } from "./start/runs.ts";
import { told } from "./start/told.ts";

const root = path.dirname(import.meta.dirname);
const readyWithinMs = 60_000;
const childPatienceMs = 5000;
/** The space for new objects, in MB: left to itself it takes a hundred more, for a tenth less work. */
const spaceForNew = "--max-semi-space-size=4";
/** Every part of a stop has its own patience; this is for all of them together. */
const stopPatienceMs = 100_000;

let hold: Hold | undefined;
let database: Embedded | undefined;
let dataDir: string | undefined;
let stopping = false;

/** PostgreSQL ends last: until then somebody may have to write. */
async function stop(hurry: AbortSignal): Promise<void> {
  stopping = true;
  keepNoMore();
  hold?.leaving();
  await endAll(childPatienceMs);
  if (dataDir !== undefined) await endRuns(dataDir, hurry);
  await database?.stop();
  hold?.release();
}

async function giveUp(sentence: string): Promise<never> {
  if (!stopping) {
    complain(`\n${sentence}`);
    await stop(new AbortController().signal);
    process.exit(1);
  }
  // Ctrl-C came first; what it broke off is no failure, and `stop` ends the process.
  return new Promise(() => {});
}

function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return [error.message, error.remedy].filter(Boolean).join(" ");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(role: string): Promise<void> {
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
  const settings = env();
  const directory = path.resolve(root, settings.PAO_DATA_DIR);
  checkDataDir(directory);
  const alone = role === "all" || role === "dev" || settings.DATABASE_URL === undefined;
  if (alone) hold = await holdDataDir(directory);
  // Not before: what runs in a folder that is held belongs to its holder.
  dataDir = directory;
  await checkPorts(role, settings, hold?.afterCrash ?? false);
  if (settings.DATABASE_URL !== undefined) await checkDatabase(settings.DATABASE_URL);

  const [url] = await Promise.all([
    openDatabase(settings, directory),
    role === "engine" || role === "dev" ? undefined : build(root, process.env),
  ]);
  const environment = environmentFor(settings, directory, url);
  await prepare(role, environment);
  startChildren(role, settings, directory, environment);
  if (role !== "engine") await during("Starting", untilReady(settings));
  if (!stopping) say(welcome(role, settings));
}

async function checkPorts(role: string, settings: Env, afterCrash: boolean): Promise<void> {
  if (role === "engine") return;
  const patienceMs = afterCrash ? 8000 : 0;
  await checkPort(settings.PORT, settings.sandbox ? "127.0.0.1" : undefined, "the web", patienceMs);
  if (settings.sandbox) await checkPort(settings.sandboxPort, "127.0.0.1", "the sandbox", patienceMs);
}

async function openDatabase(settings: Env, directory: string): Promise<string> {
  if (settings.DATABASE_URL !== undefined) return settings.DATABASE_URL;
  database = await startEmbedded({ directory });
  watchDatabase(database, directory);
  return database.url;
}

/** A PostgreSQL that was killed is started again on its port, where web, engine and sandbox look for it. */
function watchDatabase(watched: Embedded, directory: string): void {
  void watched.ended.then(async () => {
    if (stopping) return;
    complain("PostgreSQL ended by itself and is started again.");
    try {
      database = await startEmbedded({ directory, port: watched.port });
      watchDatabase(database, directory);
    } catch (error) {
      await giveUp(sentenceOf(error));
    }
  });
}

function environmentFor(settings: Env, directory: string, url: string): Environment {
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: settings.baseUrl,
    DATABASE_URL: url,
    PAO_OWN_DATABASE: settings.ownDatabase ? "1" : "0",
    PAO_DATA_DIR: directory,
    PAO_SANDBOX: settings.sandbox ? "1" : "0",
    // The stand-ins sign with it what they send, and their connections check it.
    PAO_SANDBOX_WEBHOOK_SECRET: randomBytes(32).toString("hex"),
  };
}

async function prepare(role: string, environment: Environment): Promise<void> {
  const words = ["scripts/prepare.ts", ...(role === "engine" ? [] : ["--content"])];
  const { code, said } = await during(
    "Preparing the database",
    runToEnd(words, { ...environment, PAO_PROCESS: "prepare" }),
  );
  if (code === told) throw new Problem("unavailable", said.trim().split("\n").at(-1) ?? "");
  if (code !== 0 && !stopping) throw new Problem("internal", `The database could not be prepared:\n\n${said.trim()}\n`);
  for (const line of said.split("\n")) if (line !== "") pass("prepare", line);
}

function startChildren(role: string, settings: Env, directory: string, environment: Environment): void {
  const watch = { logs: path.join(directory, "logs"), giveUp: (reason: string) => void giveUp(reason) };
  const child = (name: string, words: string[], more = {}) =>
    keep({ name, words: [spaceForNew, ...words], environment: { ...environment, ...more } }, watch);
  if (settings.sandbox && role !== "engine") child("sandbox", ["lib/sandbox/main.ts"]);
  if (role !== "web") child("engine", ["lib/engine/main.ts"]);
  if (role === "dev") child("web", ["scripts/web.ts", "--dev"], { NODE_ENV: "development" });
  else if (role !== "engine") child("web", ["scripts/web.ts"]);
}

async function untilReady(settings: Env): Promise<void> {
  const web = untilAnswers(`http://127.0.0.1:${settings.PORT}/api/health/ready`, "the web");
  const stand = settings.sandbox
    ? untilAnswers(`http://127.0.0.1:${settings.sandboxPort}/control/faults`, "the sandbox")
    : undefined;
  await Promise.all([web, stand]);
}

async function untilAnswers(address: string, who: string): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  while (!stopping) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > deadline)
      throw new Problem(
        "unavailable",
        `PAO does not become ready: ${answer ? await answer.text() : `${who} does not answer`}.`,
        {
          remedy: "Its logs are in the data folder, under logs/.",
        },
      );
    await pause(50);
  }
}

function welcome(role: string, settings: Env): string {
  if (role === "engine") return "\nThe engine runs. Ctrl-C stops it.";
  const people = "developer, author, approver, manager, admin";
  const signIn = settings.sandbox
    ? `Sign in as one of: ${people}. No password.\nThe sandbox's Jira, GitHub and platform API: http://localhost:${settings.sandboxPort}`
    : "Sign in with your organisation's account.";
  return `\nPAO is ready: ${settings.baseUrl}\n${signIn}\nCtrl-C stops everything.`;
}

endWithParent(stop, stopPatienceMs);
try {
  await main(process.argv[2] ?? "all");
} catch (error) {
  await giveUp(sentenceOf(error));
}
