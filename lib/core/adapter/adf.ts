import type { BlockContent, DefinitionContent, List, ListItem, RootContent, Table } from "mdast";
import type { JsonObject } from "#lib/core/json.ts";
import type { MarkdownText } from "#lib/core/plan/plan.ts";
import { inline, plainText } from "./adf-inline.ts";
import { markdownTree } from "./markdown-tree.ts";

/** Deeper than this, structure is given up and only the text is kept: Jira refuses and no reader follows it. */
const deepest = 8;

/** Markdown as Jira's document format. Source: the ADF schema of Atlassian's editor, version 1. */
export function toAdf(text: MarkdownText): JsonObject {
  return { version: 1, type: "doc", content: blocks(markdownTree(text).children, "doc", 0) };
}

/** What may stand where: a list item and a quote hold neither headings nor tables nor quotes. */
type Place = "doc" | "quote" | "item";

function blocks(nodes: readonly RootContent[], place: Place, depth: number): JsonObject[] {
  return nodes.flatMap((node) => block(node, place, depth));
}

function block(node: RootContent, place: Place, depth: number): JsonObject[] {
  if (depth > deepest) return paragraph(inline([{ type: "text", value: plainText(node) }]));
  switch (node.type) {
    case "paragraph":
      return paragraph(inline(node.children));
    case "heading":
      if (place !== "doc") return paragraph(inline([{ type: "strong", children: node.children }]));
      return inline(node.children).length === 0
        ? []
        : [{ type: "heading", attrs: { level: node.depth }, content: inline(node.children) }];
    case "code":
      return [codeBlock(node.value, node.lang)];
    case "html":
      return paragraph(inline([{ type: "text", value: node.value }]));
    case "thematicBreak":
      return place === "doc" ? [{ type: "rule" }] : [];
    case "blockquote":
      return quote(node.children, place, depth);
    case "list":
      return list(node, depth);
    case "table":
      return place === "doc" ? [table(node)] : paragraph(inline([{ type: "text", value: plainText(node) }]));
    default:
      return isInline(node) ? paragraph(inline([node])) : [];
  }
}

function isInline(
  node: RootContent,
): node is Extract<RootContent, { type: "text" | "strong" | "emphasis" | "delete" | "link" | "inlineCode" | "break" }> {
  return ["text", "strong", "emphasis", "delete", "link", "inlineCode", "break"].includes(node.type);
}

function paragraph(content: JsonObject[]): JsonObject[] {
  return content.length === 0 ? [] : [{ type: "paragraph", content }];
}

function codeBlock(text: string, language: string | null | undefined): JsonObject {
  return {
    type: "codeBlock",
    ...(language ? { attrs: { language } } : {}),
    content: text === "" ? [] : [{ type: "text", text }],
  };
}

function quote(children: readonly (BlockContent | DefinitionContent)[], place: Place, depth: number): JsonObject[] {
  const content = blocks(children, place === "doc" ? "quote" : place, depth + 1);
  if (place !== "doc" || content.length === 0) return content;
  return [{ type: "blockquote", content }];
}

function list(node: List, depth: number): JsonObject[] {
  const content = node.children.map((item) => listItem(item, depth));
  if (content.length === 0) return [];
  if (!node.ordered) return [{ type: "bulletList", content }];
  return [{ type: "orderedList", attrs: { order: node.start ?? 1 }, content }];
}

/** A list item begins with a paragraph or code, also where its author began with a list. */
function listItem(item: ListItem, depth: number): JsonObject {
  const content = blocks(item.children, "item", depth + 1);
  const first = content[0]?.["type"];
  const opened =
    first === "paragraph" || first === "codeBlock" ? content : [{ type: "paragraph", content: [] }, ...content];
  return {
    type: "listItem",
    content: item.checked === null || item.checked === undefined ? opened : ticked(opened, item.checked),
  };
}

function ticked(content: JsonObject[], checked: boolean): JsonObject[] {
  const [first, ...rest] = content;
  const tick: JsonObject = { type: "text", text: checked ? "☑ " : "☐ " };
  const inner = first?.["type"] === "paragraph" && Array.isArray(first["content"]) ? first["content"] : [];
  const opening: JsonObject = { type: "paragraph", content: [tick, ...inner] };
  return first?.["type"] === "paragraph" ? [opening, ...rest] : [opening, ...content];
}

function table(node: Table): JsonObject {
  return {
    type: "table",
    content: node.children.map((row, at) => ({
      type: "tableRow",
      content: row.children.map((cell) => ({
        type: at === 0 ? "tableHeader" : "tableCell",
        content: [{ type: "paragraph", content: inline(cell.children) }],
      })),
    })),
  };
}
