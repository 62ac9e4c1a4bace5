import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const alive = new Set<ChildProcess>();

export type Environment = NodeJS.ProcessEnv;

/**
 * Starts a script under this Node. Not in our process group: Ctrl-C reaches the supervisor only, which ends its children
 * in order; the channel tells them when the supervisor itself was killed.
 */
export function launch(words: string[], environment: Environment): ChildProcess {
  return started(process.execPath, words, environment, ["ignore", "pipe", "pipe", "ipc"]);
}

function started(program: string, words: string[], environment: Environment, stdio: StdioOptions): ChildProcess {
  const child = spawn(program, words, { cwd: root, env: environment, stdio, detached: true });
  alive.add(child);
  child.once("exit", () => alive.delete(child)).on("error", () => alive.delete(child));
  return child;
}

interface Ending {
  code: number;
  said: string;
}

/** Runs a script under this Node to its end and keeps what it says. */
export function runToEnd(words: string[], environment: Environment): Promise<Ending> {
  return hearOut(launch(words, environment));
}

/** The same for a program that is not ours and knows no channel. */
export function runProgram(program: string, words: string[], environment: Environment): Promise<Ending> {
  return hearOut(started(program, words, environment, ["ignore", "pipe", "pipe"]));
}

function hearOut(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-40_000);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("close", (code) => resolve({ code: code ?? 1, said }));
    child.once("error", (error) => resolve({ code: 1, said: error.message }));
  });
}

/** Ends every child: politely, and after a while for certain, with whatever it has started itself. */
export async function endAll(patienceMs: number): Promise<void> {
  await Promise.all([...alive].map((child) => end(child, patienceMs)));
}

function end(child: ChildProcess, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs);
    child.once("exit", () => {
      clearTimeout(force);
      signalGroup(child, "SIGKILL");
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** A detached child leads a group of its own, in which its own children are. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in it.
  }
}
