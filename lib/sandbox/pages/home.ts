import type { Sql } from "postgres";
import { listFaults, targets, type Fault, type FaultKind } from "#lib/sandbox/control/fault.ts";
import { listReceived, type Received } from "#lib/sandbox/control/received.ts";
import { repositories } from "#lib/sandbox/github/site.ts";
import { projects } from "#lib/sandbox/jira/site.ts";
import { listCollections } from "#lib/sandbox/platform/item.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { field, page, select, type Frame } from "./frame.ts";
import { html, type Markup } from "./markup.ts";

const targetNames = { jira: "Jira", github: "GitHub", platform: "Platform API" } as const;

const faultNames: Record<FaultKind, string> = {
  slow: "answers slowly",
  "rate-limit": "answers that there are too many requests (429)",
  error: "answers with an error",
  "drop-after-effect": "does what is asked, then drops the connection",
  "drop-before-effect": "drops the connection without doing anything",
  unauthorised: "refuses the credentials (401)",
  "webhook-forged": "sends a webhook with a wrong signature",
  "webhook-twice": "sends a webhook twice",
  "webhook-late": "sends a webhook late, after those that follow it",
  "webhook-lost": "loses a webhook",
};

export function homePage(sql: Sql, frame: Frame): Route {
  return route("GET", "/", async () => {
    const [collections, faults, received] = await Promise.all([
      listCollections(sql),
      listFaults(sql),
      listReceived(sql, null, 25),
    ]);
    const content = html`<h1>Sandbox</h1>
      <p class="muted">
        Stand-ins for the systems PAO talks to, so that everything can be tried without an account anywhere. Offerings
        that open tickets, run workflows or call an API do it here; move the tickets by hand and watch the requests in
        PAO go on.
      </p>
      <h2>Jira projects</h2>
      <ul class="grid">
        ${projects.map((each) => html`<li class="card"><a href="/jira/projects/${each.key}">${each.name}</a><br /><span class="muted">${each.key}</span></li>`)}
      </ul>
      <h2>GitHub repositories</h2>
      <ul class="grid">
        ${repositories.map(({ fullName, description }) => html`<li class="card"><a href="/github/${fullName}">${fullName}</a><br /><span class="muted">${description}</span></li>`)}
      </ul>
      <h2>Platform API</h2>
      ${collectionList(collections)}
      <h2 id="faults">Faults</h2>
      <p class="muted">Make a stand-in misbehave, to see what PAO does about it.</p>
      ${faults.map(faultCard)} ${faultForm()}
      <h2>Last requests received</h2>
      ${receivedTable(received.toReversed())}
      <h2>Start afresh</h2>
      <form method="post" action="/control/reset">
        <p class="muted">
          Forgets all issues, runs, pull requests, items, faults and received requests. Requests in PAO that wait for
          them will not find them again.
        </p>
        <button>Reset the sandbox</button>
      </form>`;
    return page(frame, "Sandbox", content);
  });
}

function collectionList(collections: readonly { collection: string; items: number }[]): Markup {
  if (collections.length === 0)
    return html`<p>
      Nothing has been created yet. Order an offering with an HTTP step, and what it makes shows up here.
    </p>`;
  const each = collections.map(
    ({ collection, items }) =>
      html`<li class="card">
        <a href="/platform/${collection}">${collection}</a><br /><span class="muted"
          >${items} ${items === 1 ? "item" : "items"}</span
        >
      </li>`,
  );
  return html`<ul class="grid">
    ${each}
  </ul>`;
}

function faultCard(fault: Fault): Markup {
  const ofWebhooks = fault.fault.startsWith("webhook-");
  const asked = [
    fault.method === null ? "any request" : `a ${fault.method} request`,
    ...(fault.path === null ? [] : [`whose path contains ${fault.path}`]),
  ].join(" ");
  const times =
    fault.remaining === null
      ? "until it is cleared"
      : fault.remaining === 1
        ? "once more"
        : `${fault.remaining} times more`;
  return html`<form class="card" method="post" action="/control/faults/${fault.id}/clear">
    <p>
      <strong>${targetNames[fault.target]}</strong> ${sentenceOf(fault)}${ofWebhooks ? "" : ` for ${asked}`}, ${times}.
    </p>
    <button aria-label="Clear this fault: ${targetNames[fault.target]} ${faultNames[fault.fault]}">Clear</button>
  </form>`;
}

function sentenceOf(fault: Fault): string {
  if (fault.fault === "slow" || fault.fault === "webhook-late") return `${faultNames.slow} (${fault.delayMs / 1000} s)`;
  if (fault.fault === "rate-limit")
    return `${faultNames["rate-limit"]} and to come back after ${fault.retryAfterSeconds} s`;
  return fault.fault === "error" ? `${faultNames.error} (${fault.status})` : faultNames[fault.fault];
}

function faultForm(): Markup {
  const number = (id: string, label: string, preset: string, range: Markup) =>
    field(id, label, html`<input id="${id}" name="${id}" type="number" value="${preset}" ${range} />`);
  const methods = ["", "GET", "POST", "PUT", "PATCH", "DELETE"].map((value) => ({ value, label: value || "Any" }));
  const faults = Object.entries(faultNames).map(([value, label]) => ({ value, label }));
  return html`<form class="card" method="post" action="/control/faults">
    <div class="fields">
      ${field(
        "target",
        "Which system",
        select(
          "target",
          "target",
          targets.map((value) => ({ value, label: targetNames[value] })),
        ),
      )}
      ${field("fault", "What it does", select("fault", "fault", faults))}
      ${field("method", "For which method", select("method", "method", methods))}
      ${field("path", "When the path contains (optional)", html`<input id="path" name="path" placeholder="/issue" />`)}
      ${number("times", "How many times (empty: until cleared)", "1", html`min="1"`)}
      ${number("delaySeconds", "Slow or late: seconds to wait", "5", html`min="0" max="600" step="0.1"`)}
      ${number("retryAfterSeconds", "Too many: retry after seconds", "5", html`min="0" max="3600"`)}
      ${number("status", "Error: status", "503", html`min="400" max="599"`)}
    </div>
    <button class="main">Set the fault</button>
  </form>`;
}

function receivedTable(received: readonly Received[]): Markup {
  if (received.length === 0) return html`<p>No request has come in yet.</p>`;
  const rows = received.map(
    (each) =>
      html`<tr>
        <td>${each.at.toISOString().slice(11, 19)}</td>
        <td>${targetNames[each.target]}</td>
        <td><code>${each.method} ${each.path.slice(0, 140)}</code></td>
        <td>
          ${each.answered ?? "no answer"}${each.fault === null ? html`` : html` <span class="pill red">${each.fault}</span>`}
        </td>
      </tr>`,
  );
  return html`<div class="wide" tabindex="0" role="region" aria-label="Last requests received">
    <table>
      <thead>
        <tr>
          <th scope="col">Time (UTC)</th>
          <th scope="col">System</th>
          <th scope="col">Request</th>
          <th scope="col">Answered</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
