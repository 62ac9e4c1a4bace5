import type { Answer } from "#lib/sandbox/server/exchange.ts";
import { html, type Markup } from "./markup.ts";

/** What every page carries. */
export interface Frame {
  mainUrl: string;
}

const headers = {
  "content-type": "text/html;charset=UTF-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self' data:",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export function page(frame: Frame, title: string, content: Markup, status = 200): Answer {
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === "Sandbox" ? title : `${title} · Sandbox`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header>
          <div class="band">
            <strong>SANDBOX</strong> Nothing here is real: this stands in for Jira, GitHub and a platform API.
          </div>
          <nav aria-label="Sandbox">
            <a href="/">Sandbox</a>
            <a href="/jira">Jira</a>
            <a href="/github">GitHub</a>
            <a href="/platform">Platform API</a>
            <a href="${frame.mainUrl}">Back to PAO</a>
          </nav>
        </header>
        <main>${content}</main>
      </body>
    </html> `;
  return { status, headers, body: whole.source };
}

export function notFoundPage(frame: Frame): Answer {
  const content = html`<h1>There is nothing here</h1>
    <p>
      The address is unknown, or what was here is gone since the sandbox was reset.
      <a href="/">Go to the sandbox's start</a>.
    </p>`;
  return page(frame, "Not found", content, 404);
}

export function when(date: Date): Markup {
  const iso = date.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}

/** A labelled control: the label is tied to the control by id. */
export function field(id: string, label: string, control: Markup): Markup {
  return html`<div><label for="${id}">${label}</label>${control}</div>`;
}

export interface Option {
  value: string;
  label: string;
}

export function select(id: string, name: string, options: readonly Option[], chosen = ""): Markup {
  const each = options.map((option) =>
    option.value === chosen
      ? html`<option value="${option.value}" selected>${option.label}</option>`
      : html`<option value="${option.value}">${option.label}</option>`,
  );
  return html`<select id="${id}" name="${name}">
    ${each}
  </select>`;
}
