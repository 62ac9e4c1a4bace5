import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import type { JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import type { Post } from "#lib/sandbox/webhook/post.ts";
import { wholeRepository } from "./account-bean.ts";
import { jobBean, nodeId, runBean, workflowBean } from "./bean.ts";
import { apiOf, siteOf } from "./context.ts";
import type { Status } from "./progress.ts";
import { findRun, type Run } from "./run.ts";
import { app, organisation, type Repository } from "./site.ts";

export interface Sender {
  /** A run began, or was cancelled or run again: tells of what it is now, and of what it comes to. */
  follow: (incoming: Incoming, repository: Repository, run: number) => void;
  /** Sends an event of a repository: its name, and what its payload holds of its own, `sender` among it. */
  tell: (incoming: Incoming, repository: Repository, event: string, payload: JsonObject) => void;
}

const ofRun = { queued: "requested", in_progress: "in_progress", completed: "completed" } as const;

/** Sends what GitHub sends when a run, or one of its jobs, moves. */
export function createSender(sql: Sql, post: Post): Sender {
  const told = new Set<string>();
  const tell: Sender["tell"] = (incoming, repository, event, payload) => {
    post.send({
      from: "github",
      signature: "x-hub-signature-256",
      headers: {
        "content-type": "application/json",
        "user-agent": "GitHub-Hookshot/sandbox",
        "x-github-event": event,
        "x-github-delivery": randomUUID(),
      },
      payload: {
        ...payload,
        repository: wholeRepository(repository, incoming),
        organization: organisationBean(incoming),
        installation: { id: app.installation, node_id: "sandbox" },
      },
    });
  };
  const once = (run: Run, what: string, status: Status, send: () => void) => {
    const name = `${run.id}/${run.attempt}/${what}/${status}`;
    if (told.has(name)) return;
    told.add(name);
    send();
  };
  const look = async (incoming: Incoming, repository: Repository, id: number): Promise<Run | undefined> => {
    const run = await findRun(sql, repository, String(id));
    if (run === undefined) return undefined;
    const { status, jobs } = run.progress;
    const { actor: sender = null, ...bean } = runBean(run, incoming);
    for (const job of jobs)
      once(run, `job ${job.index}`, job.status, () =>
        tell(incoming, repository, "workflow_job", {
          action: job.status,
          workflow_job: jobBean(run, job, incoming),
          sender,
        }),
      );
    once(run, "run", status, () =>
      tell(incoming, repository, "workflow_run", {
        action: ofRun[status],
        workflow_run: { ...bean, actor: sender, check_suite_node_id: nodeId("CheckSuite", run.id) },
        workflow: workflowBean(run.repository, run.file, incoming),
        sender,
      }),
    );
    return run;
  };
  const follow = (incoming: Incoming, repository: Repository, id: number) =>
    post.after(0, async () => {
      const run = await look(incoming, repository, id);
      const { jobs, end } = run?.course ?? { jobs: [], end: 0 };
      const moments = new Set([...jobs.flatMap((job) => [job.start, job.end]), end]);
      for (const at of [...moments].filter((each) => each > (run?.elapsed ?? 0)))
        post.after(at - (run?.elapsed ?? 0) + 20, () => look(incoming, repository, id).then(() => {}));
    });
  return { follow, tell };
}

function organisationBean(incoming: Incoming): JsonObject {
  const { id, login } = organisation;
  const url = `${apiOf(incoming)}/orgs/${login}`;
  const parts = ["repos", "events", "hooks", "issues", "members", "public_members"];
  return {
    login,
    id,
    node_id: nodeId("Organization", id),
    url,
    ...Object.fromEntries(parts.map((part) => [`${part}_url`, `${url}/${part}`])),
    avatar_url: `${siteOf(incoming)}/avatars/${id}`,
    description: "",
  };
}
