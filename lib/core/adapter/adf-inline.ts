import type { Nodes, PhrasingContent } from "mdast";
import type { JsonObject } from "#lib/core/json.ts";

/** Text and its marks in Jira's document format. */
export function inline(nodes: readonly PhrasingContent[], marks: readonly JsonObject[] = [], depth = 0): JsonObject[] {
  return nodes.flatMap((node) => one(node, marks, depth));
}

function one(node: PhrasingContent, marks: readonly JsonObject[], depth: number): JsonObject[] {
  switch (node.type) {
    case "text":
      return text(node.value.replaceAll("\n", " "), marks);
    case "html":
      return text(node.value, marks);
    case "inlineCode":
      // Jira's `code` goes with a link and with no other mark.
      return text(node.value, [...marks.filter((mark) => mark["type"] === "link"), { type: "code" }]);
    case "break":
      return [{ type: "hardBreak" }];
    case "strong":
      return marked(node, "strong", marks, depth);
    case "emphasis":
      return marked(node, "em", marks, depth);
    case "delete":
      return marked(node, "strike", marks, depth);
    case "link":
      return inline(node.children, [...marks, { type: "link", attrs: { href: node.url } }], depth + 1);
    default:
      return text(plainText(node), marks);
  }
}

function marked(
  node: Extract<PhrasingContent, { children: PhrasingContent[] }>,
  type: string,
  marks: readonly JsonObject[],
  depth: number,
): JsonObject[] {
  if (depth > 16) return text(plainText(node), marks);
  const known = marks.some((mark) => mark["type"] === type);
  return inline(node.children, known ? marks : [...marks, { type }], depth + 1);
}

/** Jira refuses a text that is empty. */
function text(value: string, marks: readonly JsonObject[]): JsonObject[] {
  if (value === "") return [];
  return [{ type: "text", text: value, ...(marks.length > 0 ? { marks: [...marks] } : {}) }];
}

const blocks: readonly Nodes["type"][] = ["paragraph", "heading", "listItem", "tableCell", "code"];

/** All the text in a node, without its structure. Not recursive, as the node may be nested without end. */
export function plainText(node: Nodes): string {
  const found: string[] = [];
  const open: Nodes[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (blocks.includes(next.type) || next.type === "break") found.push(" ");
    if ("value" in next) found.push(next.value);
    else if ("children" in next) open.push(...next.children.toReversed());
  }
  return found.join("").trim();
}
