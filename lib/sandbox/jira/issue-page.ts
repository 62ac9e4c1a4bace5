import { field, select, when } from "#lib/sandbox/pages/frame.ts";
import { html, type Markup } from "#lib/sandbox/pages/markup.ts";
import { renderDocument } from "./document.ts";
import type { Comment, Issue } from "./issue.ts";
import type { Link } from "./link.ts";
import { byName, customFields, done, inProgress, linkTypes, people, toDo, type CustomField } from "./site.ts";

/** The buttons of an issue's page. */
export const moves = [
  { id: "to-do", label: "To Do", status: toDo.name, resolution: null },
  { id: "in-progress", label: "In Progress", status: inProgress.name, resolution: null },
  { id: "done", label: "Done", status: done.name, resolution: "Done" },
  { id: "wont-do", label: "Won't Do", status: done.name, resolution: "Won't Do" },
] as const;

const tones: Record<string, string> = { [inProgress.name]: "blue", [done.name]: "green" };

export function statusPill({ status, resolution }: Pick<Issue, "status" | "resolution">): Markup {
  const refused = resolution !== null && resolution !== "Done";
  return html`<span class="pill ${refused ? "red" : (tones[status] ?? "")}"
    >${refused ? `${status}: ${resolution}` : status}</span
  >`;
}

export function issueContent(issue: Issue, comments: readonly Comment[], links: readonly Link[]): Markup {
  const { fields } = issue;
  return html`<p class="muted"><a href="/jira/projects/${issue.project}">${issue.project}</a> / ${issue.key}</p>
    <h1>${fields.summary}</h1>
    <p>${statusPill(issue)} <span class="muted">${fields.issueType}, created ${when(issue.created)}</span></p>
    <div class="issue">
      <div>
        <h2>Description</h2>
        <div class="card">
          ${fields.description === null ? html`<p class="muted">No description.</p>` : renderDocument(fields.description)}
        </div>
        ${
          links.length === 0
            ? html``
            : html`<h2>Linked issues</h2>
                <ul class="card">
                  ${links.map(linkLine)}
                </ul>`
        }
        <h2 id="comments">Comments</h2>
        ${comments.map(commentCard)}
        <form class="card stack" method="post" action="/jira/browse/${issue.key}/comment">
          ${field("body", "Add a comment", html`<textarea id="body" name="body" rows="3" required></textarea>`)}
          <button>Comment</button>
        </form>
      </div>
      <div>
        <h2>Work on it</h2>
        ${workForm(issue)}
        <h2>Details</h2>
        <div class="card"><dl>${details(issue)}</dl></div>
      </div>
    </div>`;
}

/** One form, so that what was typed is saved with the move. */
function workForm(issue: Issue): Markup {
  const buttons = moves.map((move) => {
    const here =
      move.status === issue.status && move.resolution === issue.resolution ? html`aria-current="true"` : html``;
    return html`<button name="move" value="${move.id}" ${here}>${move.label}</button>`;
  });
  return html`<form class="card stack" method="post" action="/jira/browse/${issue.key}">
    ${customFields.map((each) => field(each.id, each.name, control(each, issue)))}
    <div><button class="main">Save fields</button></div>
    <div role="group" aria-label="Move the issue" class="buttons">${buttons}</div>
  </form>`;
}

function control(custom: CustomField, issue: Issue): Markup {
  const held = issue.fields.custom[custom.id];
  const value = typeof held === "string" ? held : "";
  if (custom.kind === "text")
    return html`<input id="${custom.id}" name="${custom.id}" value="${value}" maxlength="255" />`;
  const options = custom.options.map(({ name }) => ({ value: name, label: name }));
  return select(custom.id, custom.id, [{ value: "", label: "None" }, ...options], value);
}

function details({ fields, key, resolution, resolved, properties }: Issue): Markup[] {
  const rows: (readonly [string, Markup])[] = [
    ["Key", html`<code>${key}</code>`],
    ["Priority", html`${fields.priority}`],
    ["Components", html`${fields.components.join(", ") || "None"}`],
    ["Labels", html`${fields.labels.map((label) => html`<span class="pill">${label}</span> `)}`],
    ["Due", html`${fields.dueDate ?? "None"}`],
    ["Assignee", html`${nameOf(fields.assignee)}`],
    ["Resolution", html`${resolution ?? "Unresolved"}`],
    ...(resolved === null ? [] : [["Resolved", when(resolved)] as const]),
    ...Object.entries(properties).map(([name, value]) => [name, html`<code>${JSON.stringify(value)}</code>`] as const),
  ];
  return rows.map(
    ([term, value]) =>
      html`<dt>${term}</dt>
        <dd>${value}</dd>`,
  );
}

function nameOf(accountId: string | null): string {
  return people.find((person) => person.accountId === accountId)?.displayName ?? "Unassigned";
}

function linkLine(link: Link): Markup {
  const type = byName(linkTypes, link.type);
  return html`<li>
    ${link.inward ? type?.inward : type?.outward} <a href="/jira/browse/${link.key}">${link.key}</a> ${link.summary}
    ${statusPill(link)}
  </li>`;
}

function commentCard(comment: Comment): Markup {
  return html`<article class="card">
    <p class="muted">${nameOf(comment.author)}, ${when(comment.created)}</p>
    ${renderDocument(comment.body)}
  </article>`;
}
