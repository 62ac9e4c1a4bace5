import { YAMLParseError, isMap, isScalar, isSeq } from "yaml";
import type { Document, LineCounter, YAMLError } from "yaml";
import type { Issue } from "#lib/core/problem.ts";
import { bareExpression, openedAbove, quoted } from "./quoted.ts";

/** More than this many would only be the same mistake seen again further down. */
const most = 20;

/**
 * What is wrong with a text as YAML, in plain sentences. After the first mistake a parser sees others that are none: only
 * what has a fix of its own is told besides.
 */
export function yamlIssues(errors: readonly YAMLError[], source: string, lines: LineCounter): Issue[] {
  const form = errors
    .filter(({ code }) => code !== "DUPLICATE_KEY")
    .toSorted((one, other) => one.pos[0] - other.pos[0]);
  const tab = form.find(({ code }) => code === "TAB_AS_INDENT");
  const first = tab ?? form[0];
  if (!first) return errors.slice(0, most).map((error) => issueOf(error, source, lines));
  const told = [first, ...form.slice(0, most)].map((error) => issueOf(error, source, lines));
  const byLine = new Map(told.flatMap((issue) => (issue.fix ? [[issue.line, issue] as const] : [])).toReversed());
  const [begun] = told;
  return begun?.fix || !begun ? [...byLine.values()].toReversed() : [begun, ...[...byLine.values()].toReversed()];
}

function issueOf(error: YAMLError, source: string, lines: LineCounter): Issue {
  const { line, col } = lines.linePos(Math.min(placeOf(error, source), source.length));
  const place = { line: Math.max(line, 1), column: Math.max(col, 1) };
  const issue: Issue = { severity: "error", message: sentence(error, source), path: "", ...place };
  const written = source.split("\n")[place.line - 1] ?? "";
  if (error.code === "TAB_AS_INDENT") return { ...issue, column: 1, fix: spaced(written, place.line) };
  const bare = unhinted.has(error.code) ? undefined : bareExpression(written);
  const replacement = bare && quoted(bare.text);
  if (!bare || replacement === undefined) return issue;
  const there = { line: place.line, column: bare.from + 1 };
  return { ...issue, ...there, fix: { title: "Put it in quotes", replacement, ...there, length: bare.text.length } };
}

/** What is never closed is seen where it was opened, not at the end of the document. */
function placeOf({ pos: [at], message }: YAMLError, source: string): number {
  return /^Flow (sequence|map) .*end with a|^Expected flow sequence to end/.test(message)
    ? (openedAbove(source, at) ?? at)
    : at;
}

function spaced(written: string, line: number): NonNullable<Issue["fix"]> {
  const blanks = /^\s*/.exec(written)?.[0] ?? "";
  const replacement = blanks.replaceAll("\t", "  ");
  return { title: "Write spaces", replacement, line, column: 1, length: blanks.length };
}

/** Names that stand twice in one object. */
export function twice({ contents }: Document): YAMLError[] {
  const found: YAMLError[] = [];
  gatherTwice(contents, found);
  return found;
}

/** The library's own walk over a document takes four times as long, at every key that is pressed. */
function gatherTwice(node: unknown, found: YAMLError[]): void {
  if (isSeq(node)) for (const item of node.items) gatherTwice(item, found);
  if (!isMap(node)) return;
  const names = new Set<unknown>();
  for (const { key, value } of node.items) {
    if (isScalar(key)) {
      const [start, end] = key.range ?? [0, 0];
      if (names.has(key.value)) found.push(new YAMLParseError([start, end], "DUPLICATE_KEY", ""));
      names.add(key.value);
    }
    gatherTwice(value, found);
  }
}

function sentence(error: YAMLError, source: string): string {
  const said = byWords.find(([words]) => words.test(error.message))?.[1] ?? sentences[error.code] ?? unknown;
  if (unhinted.has(error.code) || !unquotedExpression(error.pos[0], source)) return said;
  return `${said} An expression that holds quotes, a colon, braces or # has to stand in quotes as a whole: "\${{ … }}" or '\${{ … }}'.`;
}

/** Quotes around an expression have nothing to do with these. */
const unhinted: ReadonlySet<YAMLError["code"]> = new Set(["DUPLICATE_KEY", "TAB_AS_INDENT", "BAD_INDENT"]);

/** What the parser says in its own words, where its code alone says too little. */
const byWords: readonly (readonly [RegExp, string])[] = [
  [
    /^Nested mappings are not allowed/,
    'A text that holds ": " stands in quotes: "Object: storage". A list or object of its own begins on a new line.',
  ],
  [/^Flow sequence .*end with a \]|^Expected flow sequence to end/, "A bracket [ is opened and not closed with ]."],
  [/^Flow map .*end with a \}|^Expected flow map to end/, "A brace { is opened and not closed with }."],
  [/^Missing closing/, "A quote is opened and not closed."],
  [/at node end/, "The value has ended before this; put all of it in quotes, or begin a new line."],
  [/flow-(seq|map)-end token/, "A bracket or brace is closed here that was not opened."],
  [/^Unexpected , in flow/, "A comma stands here, and nothing between it and the one before."],
  [/cannot start with/, "A text that begins with this character stands in quotes."],
  [/^Invalid escape/, "After a \\ in double quotes stands a letter that YAML knows; use single quotes, or write \\\\."],
  [/^Block scalar header/, "After | or > the text begins on a new line."],
  [/need to be followed by map values/, "This is a name without a value: a colon and a value follow a name."],
];

const unknown = "YAML does not allow this here.";

const sentences: Partial<Record<YAMLError["code"], string>> = {
  DUPLICATE_KEY: "This name stands twice in the same object.",
  BAD_INDENT: "This line does not begin where the lines around it do.",
  TAB_AS_INDENT: "Lines are indented with spaces, not with tabs.",
  MULTIPLE_DOCS: "A file holds one document, and --- begins another: put that into a file of its own.",
  BAD_ALIAS: "This alias names nothing that stands above.",
  TAG_RESOLVE_FAILED: "Tags (words with !) are not used here.",
  BLOCK_AS_IMPLICIT_KEY: "A value stands here where a new line was expected.",
  MULTILINE_IMPLICIT_KEY: "A name is followed by a colon, on the same line.",
  RESOURCE_EXHAUSTION: "This document is nested too deeply.",
  NON_STRING_KEY: "Names are texts.",
};

/** Whether an expression opens on the line of a mistake, or the one above, without a quote before it. */
function unquotedExpression(offset: number, source: string): boolean {
  const start = source.lastIndexOf("\n", Math.max(offset - 1, 0)) + 1;
  const above = source.lastIndexOf("\n", Math.max(start - 2, 0)) + 1;
  const end = source.indexOf("\n", offset);
  const near = source.slice(above, end === -1 ? source.length : end);
  return near.split("\n").some((line) => /^[^"']*\$\{\{/.test(line));
}
