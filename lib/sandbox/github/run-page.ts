import { when } from "#lib/sandbox/pages/frame.ts";
import { html, type Markup } from "#lib/sandbox/pages/markup.ts";
import type { Conclusion } from "./course.ts";
import type { JobProgress, Status, StepProgress } from "./progress.ts";
import type { Run } from "./run.ts";

const words: Record<Status, string> = { queued: "Queued", in_progress: "In progress", completed: "Completed" };
const tones: Record<Conclusion, string> = { success: "green", failure: "red", cancelled: "", skipped: "" };

export function statusPill({ status, conclusion }: { status: Status; conclusion: Conclusion | null }): Markup {
  const tone = conclusion === null ? (status === "in_progress" ? "blue" : "") : tones[conclusion];
  const word = conclusion === null ? words[status] : conclusion.charAt(0).toUpperCase() + conclusion.slice(1);
  return html`<span class="pill ${tone}">${word}</span>`;
}

export function runContent(run: Run): Markup {
  const { repository, file, progress } = run;
  const here = `/github/${repository.fullName}`;
  const over = progress.status === "completed";
  return html`<p class="muted">
      <a href="${here}">${repository.fullName}</a> / <a href="${here}/actions/workflows/${file.file}">${file.file}</a> /
      run ${run.number}
    </p>
    <h1>${run.title}</h1>
    <p>
      ${statusPill(progress)}
      <span class="muted"
        >on ${run.ref}, begun ${when(run.started)}${run.attempt > 1 ? `, attempt ${run.attempt}` : ""}</span
      >
    </p>
    <div class="issue">
      <div>
        <h2>Jobs</h2>
        ${progress.jobs.map(jobCard)}
      </div>
      <div>
        <h2>What to do</h2>
        <form class="card" method="post" action="${here}/actions/runs/${run.id}/${over ? "rerun" : "cancel"}">
          <button>${over ? "Run it again" : "Cancel the run"}</button>
        </form>
        <h2>Inputs</h2>
        <div class="card">${inputs(run.inputs)}</div>
      </div>
    </div>`;
}

function inputs(given: Readonly<Record<string, string>>): Markup {
  const all = Object.entries(given);
  if (all.length === 0) return html`<p class="muted">None.</p>`;
  return html`<dl>
    ${all.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

const marks: Record<Conclusion, string> = { success: "✓", failure: "✗", cancelled: "■", skipped: "–" };

function jobCard(job: JobProgress): Markup {
  return html`<article class="card">
    <h3>${job.name} ${statusPill(job)}</h3>
    <ul>
      ${job.steps.map(stepLine)}
    </ul>
    ${job.lines.length === 0 ? html`` : html`<pre tabindex="0">${job.lines.map(({ text }) => plain(text)).join("\n")}</pre>`}
  </article>`;
}

function stepLine({ name, status, conclusion, start, end }: StepProgress): Markup {
  const mark = conclusion === null ? (status === "in_progress" ? "…" : "·") : marks[conclusion];
  const took = start !== null && end !== null && end > start ? ` ${((end - start) / 1000).toFixed(1)} s` : "";
  return html`<li>${mark} ${name} <span class="muted">${conclusion ?? words[status].toLowerCase()}${took}</span></li>`;
}

/** Without the colours and marks that are for GitHub's own log view. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[\d;]*m/g, "").replace(/^##\[(group|endgroup)\]/, "");
}
