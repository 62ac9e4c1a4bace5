import { isObject, type Json, type JsonObject } from "#lib/sandbox/json.ts";
import { html, join, type Markup } from "#lib/sandbox/pages/markup.ts";

/** Atlassian's document format, as far as people meet it in tickets. Source: developer.atlassian.com, document/structure. */
type Render = (inside: Markup, attributes: JsonObject) => Markup;

const nodes: Record<string, Render> = {
  doc: (inside) => inside,
  paragraph: (inside) => html`<p>${inside}</p>`,
  // One level for all: below the page's own headings, without a gap.
  heading: (inside) => html`<h3>${inside}</h3>`,
  bulletList: (inside) =>
    html`<ul>
      ${inside}
    </ul>`,
  orderedList: (inside) =>
    html`<ol>
      ${inside}
    </ol>`,
  listItem: (inside) => html`<li>${inside}</li>`,
  blockquote: (inside) => html`<blockquote>${inside}</blockquote>`,
  codeBlock: (inside) => html`<pre tabindex="0"><code>${inside}</code></pre>`,
  panel: (inside) => html`<div class="panel">${inside}</div>`,
  expand: (inside, { title }) =>
    html`<details>
      <summary>${text(title)}</summary>
      ${inside}
    </details>`,
  rule: () => html`<hr />`,
  hardBreak: () => html`<br />`,
  table: (inside) =>
    html`<table>
      <tbody>
        ${inside}
      </tbody>
    </table>`,
  tableRow: (inside) =>
    html`<tr>
      ${inside}
    </tr>`,
  tableHeader: (inside) => html`<th>${inside}</th>`,
  tableCell: (inside) => html`<td>${inside}</td>`,
  inlineCard: (_, { url }) => link(text(url), html`${text(url)}`),
  mention: (_, attributes) => html`<strong>${text(attributes["text"])}</strong>`,
  emoji: (_, attributes) => html`${text(attributes["text"] ?? attributes["shortName"])}`,
  status: (_, attributes) => html`<span class="pill">${text(attributes["text"])}</span>`,
  date: (_, { timestamp }) => html`${day(Number(timestamp))}`,
  taskList: (inside) =>
    html`<ul>
      ${inside}
    </ul>`,
  taskItem: (inside, { state }) => html`<li>${state === "DONE" ? "☑" : "☐"} ${inside}</li>`,
};

const marks: Record<string, Render> = {
  strong: (inside) => html`<strong>${inside}</strong>`,
  em: (inside) => html`<em>${inside}</em>`,
  code: (inside) => html`<code>${inside}</code>`,
  strike: (inside) => html`<s>${inside}</s>`,
  underline: (inside) => html`<u>${inside}</u>`,
  subsup: (inside, { type }) => (type === "sub" ? html`<sub>${inside}</sub>` : html`<sup>${inside}</sup>`),
  link: (inside, { href }) => link(text(href), inside),
  textColor: (inside) => inside,
};

/** Why Jira would refuse this document; undefined when it is one. */
export function documentProblem(value: Json): string | undefined {
  if (!isObject(value)) return "Operation value must be an Atlassian Document (see the Atlassian Document Format)";
  const wellFormed = value["type"] === "doc" && value["version"] === 1 && Array.isArray(value["content"]);
  return wellFormed && nodeIsValid(value) ? undefined : "INVALID_INPUT";
}

function nodeIsValid(node: Json): boolean {
  if (!isObject(node) || typeof node["type"] !== "string") return false;
  if (node["type"] === "text") return textIsValid(node);
  const content = node["content"] ?? [];
  return Object.hasOwn(nodes, node["type"]) && Array.isArray(content) && content.every(nodeIsValid);
}

// Jira refuses a text node without a character: the commonest fault in generated documents.
function textIsValid(node: JsonObject): boolean {
  const given = node["marks"] ?? [];
  if (typeof node["text"] !== "string" || node["text"] === "" || !Array.isArray(given)) return false;
  return given.every(
    (mark) => isObject(mark) && typeof mark["type"] === "string" && Object.hasOwn(marks, mark["type"]),
  );
}

export function renderDocument(node: Json): Markup {
  if (!isObject(node)) return html``;
  const type = text(node["type"]);
  if (type === "text") return renderText(node);
  const content = Array.isArray(node["content"]) ? node["content"] : [];
  const inside = join(content.map(renderDocument));
  return nodes[type]?.(inside, attributesOf(node)) ?? inside;
}

function renderText(node: JsonObject): Markup {
  const given = Array.isArray(node["marks"]) ? node["marks"].filter(isObject) : [];
  return given.reduce<Markup>(
    (inside, mark) => marks[text(mark["type"])]?.(inside, attributesOf(mark)) ?? inside,
    html`${text(node["text"])}`,
  );
}

function attributesOf(node: JsonObject): JsonObject {
  return isObject(node["attrs"]) ? node["attrs"] : {};
}

function day(timestamp: number): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

function link(href: string, inside: Markup): Markup {
  return /^(https?:|mailto:)/i.test(href) ? html`<a href="${href}" rel="noreferrer">${inside}</a>` : inside;
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A document of one paragraph for each line. */
export function plainDocument(lines: string): { type: "doc"; version: 1; content: JsonObject[] } {
  const paragraphs = lines.split(/\r?\n/).filter((line) => line.trim() !== "");
  return {
    type: "doc",
    version: 1,
    content: paragraphs.map((line) => ({ type: "paragraph", content: [{ type: "text", text: line }] })),
  };
}

/** The words of a document, for search. */
export function documentText(node: Json): string {
  if (!isObject(node)) return "";
  if (typeof node["text"] === "string") return node["text"];
  return Array.isArray(node["content"]) ? node["content"].map(documentText).join(" ") : "";
}
