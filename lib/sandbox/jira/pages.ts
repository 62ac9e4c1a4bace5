import { ownPages } from "#lib/sandbox/server/own-pages.ts";
import { notFoundPage, page, type Frame } from "#lib/sandbox/pages/frame.ts";
import { html, type Markup } from "#lib/sandbox/pages/markup.ts";
import { bodyForm, seeOther, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import type { Jira } from "./context.ts";
import { plainDocument } from "./document.ts";
import { readCustomFields } from "./fields.ts";
import { addComment, commentsOf, findIssue, moveIssue, projectIssues, setCustomFields, type Issue } from "./issue.ts";
import { issueContent, moves, statusPill } from "./issue-page.ts";
import { linksOf } from "./link.ts";
import { customFields, operator, projectOf, projects } from "./site.ts";

export function jiraPages(jira: Jira, frame: Frame): Route[] {
  const { sql } = jira;
  return [
    route("GET", "/jira", () => page(frame, "Jira", projectList())),
    route("GET", "/jira/projects/:key", async ({ params }) => {
      const project = projectOf(params["key"] ?? "");
      if (project === undefined) return notFoundPage(frame);
      const content = html`<h1>${project.name}</h1>
        <p class="muted">Jira project ${project.key}</p>
        ${issueTable(await projectIssues(sql, project.key))}`;
      return page(frame, `${project.key} ${project.name}`, content);
    }),
    route("GET", "/jira/browse/:key", async ({ params }) => {
      const issue = await findIssue(sql, params["key"] ?? "");
      if (issue === undefined) return notFoundPage(frame);
      const content = issueContent(issue, await commentsOf(sql, issue.id), await linksOf(sql, issue.id));
      return page(frame, `${issue.key} ${issue.fields.summary}`, content);
    }),
    route(
      "POST",
      "/jira/browse/:key",
      ownPages((incoming) => change(jira, frame, incoming)),
    ),
    route(
      "POST",
      "/jira/browse/:key/comment",
      ownPages((incoming) => comment(jira, frame, incoming)),
    ),
  ];
}

function projectList(): Markup {
  const each = projects.map(
    ({ key, name }) =>
      html`<li class="card"><a href="/jira/projects/${key}">${name}</a><br /><span class="muted">${key}</span></li>`,
  );
  return html`<h1>Jira</h1>
    <p class="muted">One project for each platform team.</p>
    <ul class="grid">
      ${each}
    </ul>`;
}

function issueTable(issues: readonly Issue[]): Markup {
  if (issues.length === 0)
    return html`<p>No issues yet. Order an offering whose team works with tickets, and its ticket shows up here.</p>`;
  const rows = issues.map(
    (issue) =>
      html`<tr>
        <td><a href="/jira/browse/${issue.key}">${issue.key}</a></td>
        <td>${issue.fields.summary}</td>
        <td>${issue.fields.issueType}</td>
        <td>${statusPill(issue)}</td>
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Key</th>
        <th scope="col">Summary</th>
        <th scope="col">Type</th>
        <th scope="col">Status</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** Saves the fields and, when one of the buttons was pressed, moves the issue. */
async function change(jira: Jira, frame: Frame, incoming: Incoming): Promise<Answer> {
  const { sql } = jira;
  const issue = await findIssue(sql, incoming.params["key"] ?? "");
  if (issue === undefined) return notFoundPage(frame);
  const form = bodyForm(incoming);
  const given = customFields.flatMap(({ id, kind }) => {
    const value = form.get(id)?.trim();
    if (value === undefined) return [];
    return [[id, value === "" ? null : kind === "select" ? { value } : value] as const];
  });
  await setCustomFields(sql, issue.id, readCustomFields(Object.fromEntries(given)));
  const move = moves.find((each) => each.id === form.get("move"));
  if (move !== undefined) await moveIssue(sql, issue.id, move.status, move.resolution);
  await jira.changed(incoming, issue, operator);
  return seeOther(`/jira/browse/${issue.key}`);
}

async function comment({ sql }: Jira, frame: Frame, incoming: Incoming): Promise<Answer> {
  const issue = await findIssue(sql, incoming.params["key"] ?? "");
  if (issue === undefined) return notFoundPage(frame);
  const body = bodyForm(incoming).get("body")?.trim() ?? "";
  if (body !== "") await addComment(sql, issue.id, operator.accountId, plainDocument(body));
  return seeOther(`/jira/browse/${issue.key}#comments`);
}
