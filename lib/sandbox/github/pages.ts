import type { Sql } from "postgres";
import { notFoundPage, page, when, type Frame } from "#lib/sandbox/pages/frame.ts";
import { html, type Markup } from "#lib/sandbox/pages/markup.ts";
import { seeOther, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { ownPages } from "#lib/sandbox/server/own-pages.ts";
import { route, type Handle, type Route } from "#lib/sandbox/server/route.ts";
import { appKeys } from "./app-token.ts";
import type { GitHub } from "./context.ts";
import { pullPath } from "./pull-bean.ts";
import { pullPill } from "./pull-page.ts";
import { listPulls, type Pull } from "./pull.ts";
import { cancelRun, findRun, listRuns, runAgain, type Run } from "./run.ts";
import { runContent, statusPill } from "./run-page.ts";
import { app, repositories, repositoryOf, workflowOf, workflowsOf, type Repository } from "./site.ts";

const repo = "/github/:owner/:repo";

export function githubPages(github: GitHub, frame: Frame): Route[] {
  const { sql } = github;
  const ofRepository =
    (build: (repository: Repository, incoming: Incoming) => Promise<Answer>): Handle =>
    (incoming) => {
      const repository = repositoryOf(incoming.params["owner"] ?? "", incoming.params["repo"] ?? "");
      return repository === undefined ? notFoundPage(frame) : build(repository, incoming);
    };
  const ofRun = (build: (run: Run, incoming: Incoming) => Promise<Answer> | Answer): Handle =>
    ofRepository(async (repository, incoming) => {
      const run = await findRun(sql, repository, incoming.params["run"] ?? "");
      return run === undefined ? notFoundPage(frame) : build(run, incoming);
    });
  const showRun = ofRun((run) => {
    const shown = page(frame, `${run.title} · ${run.repository.fullName}`, runContent(run));
    return run.progress.status === "completed" ? shown : { ...shown, headers: { ...shown.headers, refresh: "2" } };
  });
  const change = (effect: (run: Run) => Promise<void>) =>
    ownPages(
      ofRun(async (run, incoming) => {
        await effect(run);
        github.began(incoming, run.repository, run.id);
        return seeOther(`/github/${run.repository.fullName}/actions/runs/${run.id}`);
      }),
    );
  return [
    route("GET", "/github", () => page(frame, "GitHub", overview())),
    route("GET", "/github/app", async () => page(frame, "GitHub App", appContent((await appKeys(sql)).privateKey))),
    route(
      "GET",
      repo,
      ofRepository(async (repository) => page(frame, repository.fullName, await repositoryContent(sql, repository))),
    ),
    route(
      "GET",
      `${repo}/actions/workflows/:file`,
      ofRepository(async (repository, { params }) => {
        const file = workflowOf(repository, params["file"] ?? "");
        if (file === undefined) return notFoundPage(frame);
        const content = html`<p class="muted"><a href="/github/${repository.fullName}">${repository.fullName}</a></p>
          <h1>${file.workflow.name}</h1>
          <p class="muted">${file.path}</p>
          <pre tabindex="0">${file.source}</pre>`;
        return page(frame, `${file.file} · ${repository.fullName}`, content);
      }),
    ),
    route("GET", `${repo}/actions/runs/:run`, showRun),
    route("GET", `${repo}/actions/runs/:run/job/:job`, showRun),
    route(
      "POST",
      `${repo}/actions/runs/:run/cancel`,
      change((run) => cancelRun(sql, run.id)),
    ),
    route(
      "POST",
      `${repo}/actions/runs/:run/rerun`,
      change((run) => runAgain(sql, run.id)),
    ),
  ];
}

function overview(): Markup {
  const each = repositories.map(
    (repository) =>
      html`<li class="card">
        <a href="/github/${repository.fullName}">${repository.fullName}</a><br /><span class="muted"
          >${repository.description}</span
        >
      </li>`,
  );
  return html`<h1>GitHub</h1>
    <p class="muted">
      Repositories with workflows that really take their time, print and fail, and with pull requests to merge. The API
      is under
      <code>/github/api/v3</code>; the token is <code>sandbox</code>, or that of
      <a href="/github/app">the GitHub App</a>.
    </p>
    <ul class="grid">
      ${each}
    </ul>`;
}

async function repositoryContent(sql: Sql, repository: Repository): Promise<Markup> {
  const runs = (await listRuns(sql, repository, undefined, 0)).slice(0, 50);
  const pulls = await listPulls(sql, repository, 0);
  const here = `/github/${repository.fullName}`;
  const files = workflowsOf(repository).map(
    ({ file, workflow }) =>
      html`<li class="card">
        <a href="${here}/actions/workflows/${file}">${file}</a><br /><span class="muted">${workflow.name}</span>
      </li>`,
  );
  return html`<h1>${repository.fullName}</h1>
    <p class="muted">${repository.description}</p>
    <h2>Workflows</h2>
    ${
      files.length === 0
        ? html`<p>It has none.</p>`
        : html`<ul class="grid">
            ${files}
          </ul>`
    }
    <h2>Pull requests</h2>
    ${pulls.length === 0 ? html`<p>No pull requests yet. Order an offering with such a step, and it shows up here.</p>` : pullList(pulls)}
    <h2>Runs</h2>
    ${runs.length === 0 ? html`<p>No runs yet. Order an offering with a workflow step, and its run shows up here.</p>` : runTable(runs, here)}`;
}

function pullList(pulls: readonly Pull[]): Markup {
  const each = pulls
    .slice(0, 50)
    .map((pull) => html`<li><a href="${pullPath(pull)}">#${pull.number} ${pull.title}</a> ${pullPill(pull)}</li>`);
  return html`<ul class="card">
    ${each}
  </ul>`;
}

function runTable(runs: readonly Run[], here: string): Markup {
  const rows = runs.map(
    (run) =>
      html`<tr>
        <td><a href="${here}/actions/runs/${run.id}">${run.title}</a></td>
        <td>${run.file.file}</td>
        <td>${statusPill(run.progress)}</td>
        <td>${when(run.created)}</td>
      </tr>`,
  );
  const heads = ["Run", "Workflow", "Status", "Created"].map((name) => html`<th scope="col">${name}</th>`);
  return html`<table>
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function appContent(privateKey: string): Markup {
  return html`<h1>GitHub App</h1>
    <p class="muted">For trying out a connection that signs in as a GitHub App instead of bringing a token.</p>
    <dl>
      <dt>App id</dt>
      <dd><code>${app.id}</code></dd>
      <dt>Installation</dt>
      <dd><code>${app.installation}</code></dd>
    </dl>
    <h2>Private key</h2>
    <pre tabindex="0">${privateKey}</pre>`;
}
