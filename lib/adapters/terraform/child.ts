import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How long an interrupted Terraform may take to write its state down. */
export const graceMs = 60_000;
const mostErrors = 8_000;

export interface Call {
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Aborted to interrupt it, as Ctrl-C would. */
  signal: AbortSignal;
  /** Aborted to kill it. */
  atOnce?: AbortSignal | undefined;
  onLine: (line: string) => void;
}

export interface Ran {
  /** null when it was killed. */
  code: number | null;
  /** What it said on standard error, the end of it. */
  errors: string;
}

/** An environment of these variables and no others: Next.js types it as if NODE_ENV were always there. */
export function processEnv(values: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return Object.assign(Object.create(null) as NodeJS.ProcessEnv, values);
}

/** Runs `terraform` in a process group of its own. Throws when there is none. */
export function terraform({ args, cwd, env, signal, atOnce, onLine }: Call): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", args, {
      cwd,
      env: processEnv(env),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const interruption = interruptible(child.pid, signal, atOnce);
    let errors = "";
    const lines = createInterface({ input: child.stdout });
    lines.on("line", onLine);
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => (errors = (errors + text).slice(-mostErrors)));
    child.on("error", (error) => {
      interruption.end();
      reject(error);
    });
    child.on("close", (code) => {
      interruption.end();
      lines.close();
      resolve({ code, errors });
    });
  });
}

/** SIGINT lets Terraform finish what it is writing; the whole group gets it, and what local-exec started with it. */
function interruptible(pid: number | undefined, signal: AbortSignal, atOnce?: AbortSignal): { end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const send = (name: NodeJS.Signals) => {
    try {
      if (pid !== undefined) process.kill(-pid, name);
    } catch {
      // It has just ended by itself.
    }
  };
  const interrupt = () => {
    send("SIGINT");
    timer = setTimeout(() => send("SIGKILL"), graceMs);
  };
  const kill = () => send("SIGKILL");
  if (atOnce?.aborted) kill();
  else atOnce?.addEventListener("abort", kill, { once: true });
  if (signal.aborted) interrupt();
  else signal.addEventListener("abort", interrupt, { once: true });
  return {
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", interrupt);
      atOnce?.removeEventListener("abort", kill);
    },
  };
}
