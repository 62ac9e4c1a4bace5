import { z } from "zod";
import type { Json } from "#lib/core/json.ts";
import type { MarkdownText } from "#lib/core/plan/plan.ts";

/** Markdown as it stands in a payload. */
export const markdownText = z.strictObject({ markdown: z.string(), values: z.array(z.string()) });

const marks = /\uE000(\d+)\uE001/;

/** Where the value `n` enters the author's Markdown. Private-use characters, so that Markdown takes a mark for letters. */
export const mark = (n: number) => `\uE000${n}\uE001`;

/** The author's own text without anything that could be taken for a mark. */
export const unmarked = (text: string) => text.replace(/[\uE000\uE001]/g, "");

/** A text cut at its marks: the author's parts and the values, in order. */
export function cut(text: string, values: readonly string[]): { text: string; mine: boolean }[] {
  return text
    .split(marks)
    .map((part, at) => (at % 2 === 0 ? { text: part, mine: true } : { text: values[Number(part)] ?? "", mine: false }));
}

/** A text with the values in place of its marks. */
export function withValues(text: string, values: readonly string[]): string {
  return cut(text, values)
    .map((part) => part.text)
    .join("");
}

/** One text below another, each with its own values. */
export function joined(above: MarkdownText, below: MarkdownText): MarkdownText {
  const moved = below.markdown.replace(/\uE000(\d+)\uE001/g, (_, n: string) => mark(Number(n) + above.values.length));
  return { markdown: `${above.markdown}\n\n${moved}`.trim(), values: [...above.values, ...below.values] };
}

/** A payload's Markdown; a plain text is taken as Markdown without values. */
export function readMarkdown(value: Json | undefined): MarkdownText {
  const read = markdownText.safeParse(value);
  if (read.success) return read.data;
  return { markdown: typeof value === "string" ? unmarked(value) : "", values: [] };
}
