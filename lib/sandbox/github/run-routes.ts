import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Json } from "#lib/sandbox/json.ts";
import { empty, json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { jobBean, jobId, nodeId, repositoryUrl, runBean } from "./bean.ts";
import { paged, repositoryIn, signedIn, siteOf, workflowIn, type GitHub } from "./context.ts";
import { artifactZip, jobLog } from "./log.ts";
import { notFound, refuse } from "./refuse.ts";
import { cancelRun, findRun, listRuns, runAgain, type Run } from "./run.ts";

const base = "/github/api/v3/repos/:owner/:repo/actions";

type Handler = (github: GitHub, incoming: Incoming) => Promise<Answer>;

const handlers: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ["GET", "/runs", list],
  ["GET", "/workflows/:workflow/runs", list],
  ["GET", "/runs/:run", async (github, incoming) => json(200, runBean(await runIn(github, incoming), incoming))],
  ["GET", "/runs/:run/jobs", jobs],
  [
    "GET",
    "/jobs/:job",
    async (github, incoming) => {
      const { run, job } = await jobIn(github, incoming);
      return json(200, jobBean(run, job, incoming));
    },
  ],
  ["GET", "/jobs/:job/logs", logs],
  ["GET", "/runs/:run/artifacts", artifacts],
  ["GET", "/artifacts/:artifact/zip", download],
  ["POST", "/runs/:run/cancel", cancel],
  ["POST", "/runs/:run/force-cancel", cancel],
  ["POST", "/runs/:run/rerun", rerun],
];

export function runRoutes(github: GitHub): Route[] {
  return handlers.map(([method, path, handler]) =>
    route(
      method,
      base + path,
      signedIn(github, (incoming) => handler(github, incoming)),
    ),
  );
}

/** Where logs and artifacts really are: behind addresses that are good for a while and need no token. */
export function downloadRoutes(github: GitHub): Route[] {
  return [
    route("GET", "/github/downloads/:owner/:repo/jobs/:job", async (incoming) => {
      signed(incoming);
      const { run, job } = await jobIn(github, incoming);
      return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: jobLog(run, job) };
    }),
    route("GET", "/github/downloads/:owner/:repo/artifacts/:artifact", async (incoming) => {
      signed(incoming);
      const { files } = await artifactIn(github, incoming);
      return { status: 200, headers: { "content-type": "application/zip" }, body: artifactZip(files) };
    }),
  ];
}

async function runIn({ sql }: GitHub, incoming: Incoming, id = incoming.params["run"]): Promise<Run> {
  const run = await findRun(sql, repositoryIn(incoming), id ?? "");
  if (run === undefined) throw notFound();
  return run;
}

async function list({ sql, lagMs }: GitHub, incoming: Incoming): Promise<Answer> {
  const { query } = incoming;
  const file = incoming.params["workflow"] === undefined ? undefined : workflowIn(incoming);
  const wanted = (name: string, value: string | null) => [null, "", value].includes(query.get(name));
  const since = /^>=?(.+)$/.exec(query.get("created") ?? "")?.[1];
  const runs = (await listRuns(sql, repositoryIn(incoming), file, lagMs)).filter(
    (run) =>
      wanted("event", "workflow_dispatch") &&
      wanted("branch", run.ref) &&
      wanted("head_sha", run.sha) &&
      (wanted("status", run.progress.status) || wanted("status", run.progress.conclusion)) &&
      (since === undefined || run.created.getTime() >= Math.floor(Date.parse(since) / 1000) * 1000),
  );
  return json(200, {
    total_count: runs.length,
    workflow_runs: paged(runs, incoming).map((run) => runBean(run, incoming)),
  });
}

async function jobs(github: GitHub, incoming: Incoming): Promise<Answer> {
  const run = await runIn(github, incoming);
  const all = run.progress.jobs.map((job) => jobBean(run, job, incoming));
  return json(200, { total_count: all.length, jobs: paged(all, incoming) });
}

async function jobIn(github: GitHub, incoming: Incoming) {
  const id = incoming.params["job"] ?? "";
  const run = await runIn(github, incoming, id.slice(0, -4));
  const job = run.progress.jobs.find(({ index }) => String(jobId(run, index)) === id);
  if (job === undefined) throw notFound();
  return { run, job };
}

async function logs(github: GitHub, incoming: Incoming): Promise<Answer> {
  const { job } = await jobIn(github, incoming);
  // GitHub keeps a job's log to itself until the job has ended.
  if (job.status !== "completed") throw notFound();
  return elsewhere(incoming, `jobs/${incoming.params["job"]}`);
}

async function artifacts(github: GitHub, incoming: Incoming): Promise<Answer> {
  const run = await runIn(github, incoming);
  const name = incoming.query.get("name");
  const all = made(run).filter((each) => name === null || each.name === name);
  const beans = all.map(({ id, name: called, files }): Json => {
    const url = `${repositoryUrl(incoming, run.repository)}/actions/artifacts/${id}`;
    const at = run.started.toISOString();
    return {
      id,
      node_id: nodeId("Artifact", id),
      name: called,
      size_in_bytes: artifactZip(files).length,
      url,
      archive_download_url: `${url}/zip`,
      expired: false,
      created_at: at,
      updated_at: at,
      expires_at: new Date(run.started.getTime() + 90 * 86_400_000).toISOString(),
      workflow_run: { id: run.id, repository_id: run.repository.id, head_branch: run.ref, head_sha: run.sha },
    };
  });
  return json(200, { total_count: beans.length, artifacts: paged(beans, incoming) });
}

function made(run: Run) {
  return run.course.artifacts
    .filter(({ at }) => at <= run.progress.updated)
    .map((artifact, index) => ({ ...artifact, id: run.id * 100 + index }));
}

async function artifactIn(github: GitHub, incoming: Incoming) {
  const id = incoming.params["artifact"] ?? "";
  const run = await runIn(github, incoming, id.slice(0, -2));
  const artifact = made(run).find((each) => String(each.id) === id);
  if (artifact === undefined) throw notFound();
  return artifact;
}

async function download(github: GitHub, incoming: Incoming): Promise<Answer> {
  await artifactIn(github, incoming);
  return elsewhere(incoming, `artifacts/${incoming.params["artifact"]}`);
}

async function cancel(github: GitHub, incoming: Incoming): Promise<Answer> {
  const run = await runIn(github, incoming);
  if (run.progress.status === "completed") throw refuse(409, "Cannot cancel a workflow run that is completed.");
  await cancelRun(github.sql, run.id);
  return json(202, {});
}

async function rerun(github: GitHub, incoming: Incoming): Promise<Answer> {
  const run = await runIn(github, incoming);
  if (run.progress.status !== "completed") throw refuse(403, "This workflow is already running");
  await runAgain(github.sql, run.id);
  github.began(incoming, run.repository, run.id);
  return json(201, {});
}

// Good for one life of the sandbox, like an address that expires.
const secret = randomBytes(32);
const signatureOf = (path: string) => createHmac("sha256", secret).update(path).digest("base64url");

function elsewhere(incoming: Incoming, what: string): Answer {
  const { fullName } = repositoryIn(incoming);
  const location = `${siteOf(incoming)}/downloads/${fullName}/${what}`;
  return empty(302, { location: `${location}?sig=${signatureOf(new URL(location).pathname)}` });
}

function signed({ path, query }: Incoming): void {
  const given = Buffer.from(query.get("sig") ?? "");
  const right = Buffer.from(signatureOf(path));
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw refuse(403, "Signature did not match");
}
