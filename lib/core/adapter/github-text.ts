import type { Nodes, Parents } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Json } from "#lib/core/json.ts";
import type { MarkdownText } from "#lib/core/plan/plan.ts";
import { readMarkdown, withValues } from "./markdown-text.ts";
import { markdownTree } from "./markdown-tree.ts";

/** Where GitHub would find a person, an issue or an address: it looks for them in finished text, whatever was escaped. */
const found = /@(?=[a-z0-9])|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)/gi;
const gap = "\u200B";
/** Stands for a gap until it is known whether it is in text, or in code, where nothing is looked for. */
const maybe = "\uE002";

/** A value that mentions nobody and closes no issue: a character without width keeps the name from its sign. */
const unlinked = (value: string) => value.replaceAll(found, `$&${gap}`);

const oneLine = (text: string) =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toWellFormed();

/** A title: one line, whatever the answers hold. */
export function titleOf(text: MarkdownText): string {
  return oneLine(withValues(text.markdown, text.values.map(unlinked)));
}

/** The author's lines; a value stays within its own, so that it adds no trailer. */
export function messageOf({ markdown, values }: MarkdownText): string {
  return withValues(
    markdown,
    values.map((value) => unlinked(oneLine(value))),
  ).trim();
}

/** Markdown for GitHub with the values as text. */
export function bodyOf({ markdown, values }: MarkdownText): string {
  const root = markdownTree({ markdown, values: values.map((value) => value.replaceAll(found, `$&${maybe}`)) });
  settleGaps(root);
  return toMarkdown(root, { extensions: [gfmToMarkdown()] }).trimEnd();
}

/** Without recursion, as Markdown may nest without end. */
function settleGaps(root: Parents): void {
  const nodes: Nodes[] = [root];
  for (const node of nodes) {
    if (node.type === "text") node.value = node.value.replaceAll(maybe, gap);
    else if (node.type === "inlineCode" || node.type === "code") node.value = node.value.replaceAll(maybe, "");
    else if (node.type === "link") node.url = node.url.replaceAll(encodeURIComponent(maybe), "").replaceAll(maybe, "");
    if ("children" in node) nodes.push(...node.children);
  }
}

/** As it is shown in a sentence. */
export const shownTitle = (value: Json | undefined) => {
  const { markdown, values } = readMarkdown(value);
  return oneLine(withValues(markdown, values));
};
