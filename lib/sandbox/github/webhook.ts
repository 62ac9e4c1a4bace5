import { createHmac, randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { log } from "#lib/log.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { repositoryBean, runBean, workflowBean } from "./bean.ts";
import { findRun, type Run } from "./run.ts";
import { app, type Repository } from "./site.ts";

/** Where `workflow_run` events go, and what they are signed with. */
export interface Hook {
  url: string;
  secret: string;
}

export interface Sender {
  /** A run began, or was cancelled or run again: tells of what it is now, and of what it comes to. */
  follow: (incoming: Incoming, repository: Repository, run: number) => void;
  close: () => void;
}

const actions = { queued: "requested", in_progress: "in_progress", completed: "completed" } as const;

/** Sends what GitHub sends when a run moves. Without a hook it sends nothing. */
export function createSender(sql: Sql, hook: Hook | undefined): Sender {
  const timers = new Set<NodeJS.Timeout>();
  const sent = new Set<string>();
  if (hook === undefined) return { follow: () => {}, close: () => {} };

  const after = (ms: number, chore: () => Promise<void>) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      chore().catch((error: unknown) => log.warn("a webhook could not be sent", { url: hook.url, error }));
    }, ms);
    timers.add(timer);
  };
  const tell = async (incoming: Incoming, repository: Repository, id: number): Promise<Run | undefined> => {
    const run = await findRun(sql, repository, String(id));
    if (run === undefined) return undefined;
    const action = actions[run.progress.status];
    const event = `${run.id}/${run.attempt}/${action}`;
    if (!sent.has(event)) {
      sent.add(event);
      await send(hook, payloadOf(run, action, incoming));
    }
    return run;
  };
  const follow = (incoming: Incoming, repository: Repository, id: number) =>
    after(0, async () => {
      const run = await tell(incoming, repository, id);
      const moments = run === undefined ? [] : [run.course.jobs[0]?.start ?? 0, run.course.end];
      for (const at of moments.filter((each) => each > (run?.elapsed ?? 0)))
        after(at - (run?.elapsed ?? 0) + 20, () => tell(incoming, repository, id).then(() => {}));
    });
  return { follow, close: () => timers.forEach((timer) => clearTimeout(timer)) };
}

function payloadOf(run: Run, action: string, incoming: Incoming) {
  const { actor, ...rest } = runBean(run, incoming);
  return {
    action,
    workflow_run: { ...rest, actor },
    workflow: workflowBean(run.repository, run.file, incoming),
    repository: repositoryBean(run.repository, incoming),
    sender: actor,
    installation: { id: app.installation, node_id: "sandbox" },
  };
}

async function send({ url, secret }: Hook, payload: object): Promise<void> {
  const body = JSON.stringify(payload);
  const headers = {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/sandbox",
    "x-github-event": "workflow_run",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) log.warn("a webhook was not taken", { url, status: answer.status });
}
