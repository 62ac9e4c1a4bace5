import type { Definition, Html, Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown, gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { gfm } from "micromark-extension-gfm";
import type { MarkdownText } from "#lib/core/plan/plan.ts";
import { cut, mark, withValues } from "./markdown-text.ts";
import { plainly } from "#lib/core/plainly.ts";

type Definitions = ReadonlyMap<string, Definition>;

/**
 * Without the second look that makes links of whatever looks like an address, escaped or not: what an author meant to be one
 * has been seen by the parser.
 */
const mdastExtensions = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

/** The author's Markdown, parsed before any value is in it; then the values as text. So no value can become markup. */
export function markdownTree({ markdown, values: given }: MarkdownText): Root {
  const values = given.map(plainly);
  if (isCostly(markdown)) return { type: "root", children: [{ type: "paragraph", children: texts(markdown, values) }] };
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions });
  const definitions = new Map<string, Definition>();
  for (const node of root.children) if (node.type === "definition") definitions.set(node.identifier, node);
  enter(root, values, definitions);
  return root;
}

/** Markdown that shows the values as they are, for pages that render Markdown. */
export function markdownFor(text: MarkdownText): string {
  return toMarkdown(markdownTree(text), { extensions: [gfmToMarkdown()] }).trimEnd();
}

/**
 * Nobody writes like this; it is shown as it stands. Measured on 10,000 characters: `1. ` in a row breaks the parser's stack,
 * `> ` in a row and `*a_` in a row take it a second each.
 */
function isCostly(markdown: string): boolean {
  const nested = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])(?=[ \t]|>|$)){33}/m.test(markdown);
  return nested || markdown.replace(/[^*_~[<]/g, "").length > 1_000;
}

/** Children before their parents, so that no value is looked at twice; without recursion, as Markdown may nest without end. */
function enter(root: Root, values: readonly string[], definitions: Definitions): void {
  const parents: Parents[] = [root];
  for (const parent of parents) for (const child of parent.children) if ("children" in child) parents.push(child);
  for (const parent of parents.toReversed()) {
    const children = parent.children.flatMap((child) => replaced(child, values, definitions));
    // Each node is replaced by nodes that may stand in the same place; mdast's types can't say so.
    parent.children = children as typeof parent.children;
  }
}

function replaced(node: RootContent, values: readonly string[], definitions: Definitions): Nodes[] {
  switch (node.type) {
    case "text":
      return texts(node.value, values);
    case "html":
      return markup(node, values);
    case "inlineCode":
      return [{ ...node, value: withValues(node.value, values) }];
    case "code":
      // A language is the author's to name: a value in its place names none.
      return [
        {
          ...node,
          value: withValues(node.value, values),
          lang: node.lang?.match(/^[\w+#.-]+$/)?.[0] ?? null,
          meta: null,
        },
      ];
    case "link":
      return linked(node.url, node.children, values);
    case "linkReference":
      return linked(definitions.get(node.identifier)?.url ?? "", node.children, values);
    case "image":
      return linked(node.url, texts(node.alt || "image", values), values);
    case "imageReference":
      return linked(definitions.get(node.identifier)?.url ?? "", texts(node.alt || "image", values), values);
    case "footnoteReference":
      return texts(`[${node.label ?? node.identifier}]`, values);
    case "footnoteDefinition":
      return node.children;
    case "definition":
      return [];
    default:
      return [node];
  }
}

/**
 * HTML that holds values is shown as text. Read again as Markdown, a blank line in a value would end the HTML and make
 * markup of what follows.
 */
function markup(node: Html, values: readonly string[]): Nodes[] {
  return cut(node.value, values).length === 1 ? [node] : texts(node.value, values);
}

/** A value's line breaks are kept; the author's are as Markdown has them. */
function texts(text: string, values: readonly string[]): PhrasingContent[] {
  return cut(text, values).flatMap(({ text: part, mine }): PhrasingContent[] => {
    if (mine) return part === "" ? [] : [{ type: "text", value: part }];
    const lines = part.split(/\r\n|\r|\n/);
    return lines.flatMap((line, at): PhrasingContent[] => [
      ...(at > 0 ? [{ type: "break" as const }] : []),
      ...(line === "" ? [] : [{ type: "text" as const, value: line }]),
    ]);
  });
}

const ownTarget = /^(https?:\/\/[^/?#\s]+[/?#]|mailto:[^@]+@)/i;

/**
 * A link goes where its author said. Values may fill in what follows the host; where a value would choose the host, the
 * target is shown as text instead of linked.
 */
function linked(url: string, children: PhrasingContent[], values: readonly string[]): PhrasingContent[] {
  const parts = cut(url, values);
  const filledIn = parts.map((part) => (part.mine ? part.text : encodeURIComponent(part.text.toWellFormed()))).join("");
  const marked = parts.length > 1;
  const safe = marked ? ownTarget.test(parts[0]?.text ?? "") : /^(https?:|mailto:)/i.test(url);
  if (safe) return [{ type: "link", url: filledIn, children }];
  const target = withValues(url, values);
  const said = children.map((child) => (child.type === "text" ? child.value : "")).join("");
  if (target === "" || target === said) return children;
  return [...children, { type: "text", value: " (" }, ...texts(mark(0), [target]), { type: "text", value: ")" }];
}
