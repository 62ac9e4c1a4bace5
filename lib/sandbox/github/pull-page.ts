import type { Sql } from "postgres";
import { when } from "#lib/sandbox/pages/frame.ts";
import { html, type Markup } from "#lib/sandbox/pages/markup.ts";
import { readText } from "./git-store.ts";
import { pullPath } from "./pull-bean.ts";
import type { Change } from "./pull-merge.ts";
import { author, type Pull } from "./pull.ts";

export function pullPill({ state, merged, draft }: Pull): Markup {
  if (merged) return html`<span class="pill blue">Merged</span>`;
  if (state === "closed") return html`<span class="pill red">Closed</span>`;
  return draft ? html`<span class="pill">Draft</span>` : html`<span class="pill green">Open</span>`;
}

export async function pullContent(sql: Sql, pull: Pull): Promise<Markup> {
  const { repository, number, title, head, base, created, merge } = pull;
  const changed = await Promise.all(merge.changes.map((change) => changeCard(sql, pull, change)));
  return html`<p class="muted"><a href="/github/${repository.fullName}">${repository.fullName}</a> / #${number}</p>
    <h1>${title}</h1>
    <p>
      ${pullPill(pull)}
      <span class="muted">${author.login} wants <code>${head}</code> in <code>${base}</code>, ${when(created)}</span>
    </p>
    <div class="issue">
      <div>
        <pre tabindex="0">${pull.body ?? ""}</pre>
        <h2>${merge.changes.length} changed ${merge.changes.length === 1 ? "file" : "files"}</h2>
        ${changed}
      </div>
      <div>
        <h2>What to do</h2>
        ${buttons(pull)}
        <h2>Asked to review</h2>
        <div class="card">${listed([...pull.reviewers, ...pull.teams.map((team) => `acme/${team}`)])}</div>
        <h2>Labels</h2>
        <div class="card">${listed(pull.labels)}</div>
      </div>
    </div>`;
}

function listed(texts: readonly string[]): Markup {
  return texts.length === 0 ? html`<p class="muted">None.</p>` : html`<p>${texts.join(", ")}</p>`;
}

function buttons(pull: Pull): Markup {
  const path = pullPath(pull);
  const { base, state, merged, merge } = pull;
  if (merged) return html`<p class="card">It is in ${base} since ${when(merged)}.</p>`;
  if (state === "closed")
    return html`<form class="card" method="post" action="${path}/reopen"><button>Reopen it</button></form>`;
  const merging =
    merge.files === undefined
      ? html`<p>It can't be merged: ${base} has changed the same lines.</p>`
      : html`<button class="main" formaction="${path}/merge">Merge it</button>`;
  return html`<form class="card" method="post" action="${path}/close">
    <div class="buttons">${merging}<button>Close it</button></div>
  </form>`;
}

async function changeCard(sql: Sql, { repository }: Pull, { path, before, after }: Change): Promise<Markup> {
  const [was, now] = [await readText(sql, repository, before), await readText(sql, repository, after)];
  const kind = was === undefined ? "new" : now === undefined ? "removed" : "changed";
  return html`<div class="card">
    <p><code>${path}</code> <span class="pill">${kind}</span></p>
    <pre tabindex="0">${differences(was ?? "", now ?? "")}</pre>
  </div>`;
}

/** Line by line: what is the same before and after stands once, and what is between is shown as gone and come. */
function differences(before: string, after: string): string {
  const [was, now] = [linesOf(before), linesOf(after)];
  const same = (at: (lines: string[], index: number) => string | undefined, most: number) => {
    let count = 0;
    while (count < most && at(was, count) === at(now, count)) count += 1;
    return count;
  };
  const start = same((lines, index) => lines[index], Math.min(was.length, now.length));
  const end = same((lines, index) => lines.at(-1 - index), Math.min(was.length, now.length) - start);
  return [
    ...now.slice(0, start).map((line) => `  ${line}`),
    ...was.slice(start, was.length - end).map((line) => `- ${line}`),
    ...now.slice(start, now.length - end).map((line) => `+ ${line}`),
    ...now.slice(now.length - end).map((line) => `  ${line}`),
  ].join("\n");
}

const linesOf = (text: string) => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
