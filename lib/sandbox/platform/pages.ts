import type { Sql } from "postgres";
import type { Json } from "#lib/sandbox/json.ts";
import { notFoundPage, page, when, type Frame } from "#lib/sandbox/pages/frame.ts";
import { html, type Markup } from "#lib/sandbox/pages/markup.ts";
import { route, type Route } from "#lib/sandbox/server/route.ts";
import { listCollections, listItems, type Item } from "./item.ts";

export function platformPages(sql: Sql, frame: Frame): Route[] {
  return [
    route("GET", "/platform", async () => page(frame, "Platform API", overview(await listCollections(sql)))),
    route("GET", "/platform/:collection", async ({ params }) => {
      const collection = params["collection"] ?? "";
      const items = await listItems(sql, collection);
      if (items.length === 0) return notFoundPage(frame);
      const content = html`<h1>${collection}</h1>
        <p class="muted">What has been created under <code>/platform/v1/${collection}</code>.</p>
        ${items.map(itemCard)}`;
      return page(frame, collection, content);
    }),
  ];
}

function overview(collections: readonly { collection: string; items: number }[]): Markup {
  const list =
    collections.length === 0
      ? html`<p>Nothing has been created yet. Order an offering with an HTTP step, or try the line below.</p>`
      : html`<ul class="grid">
          ${collections.map(({ collection, items }) => html`<li class="card"><a href="/platform/${collection}">${collection}</a><br /><span class="muted">${items} ${items === 1 ? "item" : "items"}</span></li>`)}
        </ul>`;
  return html`<h1>Platform API</h1>
    <p class="muted">
      Collections of anything: buckets, queues, accounts, host names. Any name in lower case with dashes is a
      collection.
    </p>
    ${list}
    <h2>By hand</h2>
    <pre tabindex="0">
curl -H 'Authorization: Bearer sandbox' -H 'Content-Type: application/json' -d '{"name":"orders"}' …/platform/v1/buckets</pre>
    <p class="muted">
      With <code>?async=1</code>, <code>readyAfterSeconds</code> or <code>failWith</code> it is accepted first and
      ready, or failed, later.
    </p>`;
}

const tones = { provisioning: "blue", ready: "green", failed: "red" } as const;

function itemCard(item: Item): Markup {
  const generated = item.status === "ready" ? Object.entries(item.generated) : [];
  const shown = [...Object.entries(item.fields), ...generated];
  return html`<article class="card">
    <h2>${item.name} <span class="pill ${tones[item.status]}">${item.status}</span></h2>
    ${item.status === "failed" ? html`<p>${item.failure ?? ""}</p>` : html``}
    <dl>
      <dt>id</dt>
      <dd><code>${item.id}</code></dd>
      <dt>created</dt>
      <dd>${when(item.created)}</dd>
      ${shown.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${shownValue(name, value)}</dd>`,
      )}
    </dl>
  </article>`;
}

/** A page may stand open for all to see; the API alone tells secrets. */
function shownValue(name: string, value: Json): string {
  if (/secret|password|token|key$/i.test(name)) return "••••••••";
  return typeof value === "string" ? value : JSON.stringify(value);
}
