import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Job, RunResult } from "#lib/adapters/terraform/run.ts";
import { type ToKeeper, toEngine } from "./message.ts";
import { noteKeeper } from "./note.ts";

const main = path.join(import.meta.dirname, "main.ts");
/** Who started this engine: while that lives, it is the one that ends its runs. */
const owner = process.ppid;

/** The process that kept a run has gone without saying how it ended. */
export class KeeperGone extends Error {
  constructor(why: string) {
    super(why);
    this.name = "KeeperGone";
  }
}

export interface Keeping {
  databaseUrl: string;
  log: (text: string) => void;
  aboutToMake: () => Promise<void>;
  /** Aborted to interrupt the run. */
  stop: AbortSignal;
  /** Aborted to leave the run to itself: what it is changing goes on. */
  leave: AbortSignal;
}

/** Has a run done by a process of its own. Rejects with KeeperGone when nobody can say how it ended. */
export function keep(job: Job, { databaseUrl, log, aboutToMake, stop, leave }: Keeping): Promise<RunResult> {
  leave.throwIfAborted();
  // Away from the terminal's signals; and with a pipe of its own, so that nobody waits for ours to be closed.
  const child = fork(main, [], { detached: true, execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  if (child.pid !== undefined) noteKeeper(job.dataDir, job.holder.run, { pid: child.pid, owner });
  const tell = (message: ToKeeper) => void (child.connected && child.send(message, () => {}));
  return new Promise<RunResult>((resolve, reject) => {
    const interrupt = () => tell({ say: "stop" });
    const abandon = () => {
      if (child.connected) child.disconnect();
      child.unref();
      reject(new KeeperGone("The engine has left the run to itself."));
    };
    stop.addEventListener("abort", interrupt, { once: true });
    leave.addEventListener("abort", abandon, { once: true });
    child.on("message", (raw) => {
      const message = toEngine.parse(raw);
      if (message.say === "log") log(message.text);
      else if (message.say === "done") resolve(message.result);
      else if (message.say === "broke") reject(new KeeperGone(message.message));
      else
        aboutToMake().then(
          () => tell({ say: "go", may: true }),
          (error: unknown) => {
            tell({ say: "go", may: false });
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
    });
    whenGone(child, (why) => {
      stop.removeEventListener("abort", interrupt);
      leave.removeEventListener("abort", abandon);
      reject(new KeeperGone(why));
    });
    tell({ say: "run", job, databaseUrl });
    if (stop.aborted) interrupt();
  });
}

/** Gone is who has ended and said all they had to say: the end may be seen before the last words are read. */
function whenGone(child: ChildProcess, tell: (why: string) => void): void {
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-2000)));
  let end: string | undefined;
  const gone = () => {
    if (end !== undefined && !child.connected) tell(`The process of the run ended with ${end}. ${errors}`.trim());
  };
  child.on("error", (error) => tell(`The process of the run could not start: ${error.message}`));
  child.on("disconnect", gone);
  child.on("exit", (code, signal) => {
    end = String(signal ?? code);
    gone();
  });
}
