import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Answer, Kind, Questions } from "./questions.ts";

interface Waiting {
  answer: (answered: never) => void;
  fail: (failure: Error) => void;
}

/** Where questions about texts are answered: a worker of this page, so that typing never waits for them. */
interface Desk {
  worker: Worker;
  waiting: Map<number, Waiting>;
  context?: CheckContext;
}

let desk: Desk | undefined;
let count = 0;

/** Asks the page's worker, which is started with the first question. */
export function ask<K extends Kind>(
  kind: K,
  asked: Questions[K]["asked"],
  context: CheckContext,
): Promise<Questions[K]["answered"]> {
  return new Promise((resolve, reject) => {
    const open = (desk ??= openDesk());
    const id = (count += 1);
    open.waiting.set(id, { answer: resolve, fail: reject });
    open.worker.postMessage({ id, kind, asked, ...(open.context === context ? {} : { context }) });
    open.context = context;
  });
}

function openDesk(): Desk {
  const opened: Desk = {
    worker: new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" }),
    waiting: new Map(),
  };
  opened.worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => take(opened, data));
  opened.worker.addEventListener("error", ({ message }) => close(opened, message));
  return opened;
}

function take({ waiting }: Desk, answer: Answer): void {
  const asker = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ("failed" in answer) asker?.fail(new Error(answer.failed));
  else asker?.answer(answer.answered as never);
}

/** One that broke is let go; the next question opens another. */
function close(broken: Desk, reason: string): void {
  if (desk === broken) desk = undefined;
  broken.worker.terminate();
  for (const { fail } of broken.waiting.values()) fail(new Error(reason));
}
