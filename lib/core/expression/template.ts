/** Text with expressions in it, taken apart: `Bootstrap ${{ inputs.name }}`. */
export interface Template {
  parts: TemplatePart[];
  /** After trimming, the text is exactly one expression: its value keeps its type. */
  whole: boolean;
}

/** `offset` is where the expression (without `${{`) starts in the text. */
export type TemplatePart = { text: string } | { expression: string; offset: number };

/** The text opens `${{` and never closes it. `offset` is where it opens. */
export class TemplateError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "TemplateError";
    this.offset = offset;
  }
}

const open = "${{";

/**
 * Takes a text apart. `$${{` stands for a literal `${{`, so that documents can speak about expressions.
 * Throws TemplateError when an expression is not closed.
 */
export function parseTemplate(source: string): Template {
  const parts: TemplatePart[] = [];
  let text = "";
  let from = 0;
  for (let at = source.indexOf(open); at !== -1; at = source.indexOf(open, from)) {
    if (source[at - 1] === "$" && at - 1 >= from) {
      text += source.slice(from, at - 1) + open;
      from = at + open.length;
      continue;
    }
    text += source.slice(from, at);
    const start = at + open.length;
    const end = closing(source, start);
    if (end === -1) throw new TemplateError("This expression is opened with ${{ and never closed with }}.", at);
    if (text !== "") parts.push({ text });
    text = "";
    parts.push({ expression: source.slice(start, end), offset: start });
    from = end + 2;
  }
  text += source.slice(from);
  if (text !== "" || parts.length === 0) parts.push({ text });
  return { parts, whole: isWhole(parts) };
}

/** Whether a text holds an expression at all: what holds none is taken as it stands. */
export function hasExpression(source: string): boolean {
  return source.includes(open);
}

/** The only expression of a text that is one whole expression; undefined for every other text. */
export function wholeExpression(source: string): { expression: string; offset: number } | undefined {
  const template = parseTemplate(source);
  if (!template.whole) return undefined;
  return template.parts.find((part) => "expression" in part);
}

function isWhole(parts: readonly TemplatePart[]): boolean {
  let expressions = 0;
  for (const part of parts) {
    if ("expression" in part) expressions += 1;
    else if (part.text.trim() !== "") return false;
  }
  return expressions === 1;
}

/** Where `}}` closes an expression: not inside a string or a comment, and not while a map literal is open. -1 when nowhere. */
function closing(source: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < source.length) {
    const character = source[at];
    if (character === '"' || character === "'") {
      at = afterString(source, at);
      continue;
    }
    if (character === "/" && source[at + 1] === "/") {
      at = afterComment(source, at);
      continue;
    }
    if (character === "{") depth += 1;
    if (character === "}") {
      if (depth === 0) return source[at + 1] === "}" ? at : -1;
      depth -= 1;
    }
    at += 1;
  }
  return -1;
}

/** CEL strings: 'a', "a", '''a''', """a""", each also raw (r"a") or bytes (b"a"); cel-js lets a backslash skip a quote in all of them. */
function afterString(source: string, start: number): number {
  const quote = source[start] ?? "";
  const triple = source.startsWith(quote.repeat(3), start);
  const end = triple ? quote.repeat(3) : quote;
  let at = start + end.length;
  while (at < source.length && !source.startsWith(end, at)) at += source[at] === "\\" ? 2 : 1;
  return at + end.length;
}

/** A comment ends with its line; on a single line the expression closes with it, as no line break is left to end it. */
function afterComment(source: string, start: number): number {
  const line = source.indexOf("\n", start);
  if (line !== -1) return line;
  const end = source.lastIndexOf("}}");
  return end > start ? end : source.length;
}
