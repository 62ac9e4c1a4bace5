import { Document, isScalar, parseAllDocuments, Scalar, stringify, visit } from "yaml";
import type { Json } from "#lib/core/json.ts";
import type { MarkdownText } from "#lib/core/plan/plan.ts";
import { mark, withValues } from "./markdown-text.ts";

/** Read as the same text by every version of YAML; all others are quoted. `on`, `1_000` and `12:30` are none to some. */
const word = /^[A-Za-z][\w./-]*$/;
const meant = /^(?:y|n|yes|no|on|off|true|false|null|inf|nan|e\d+)$/i;
const isWord = (text: string) => word.test(text) && !meant.test(text);

/** What a plain `key: ${{ … }}` is taken for besides text. */
const literal = /^(?:-?(?:0|[1-9]\d{0,14})|true|false)$/;

const options = { lineWidth: 0, minContentWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER } as const;

/** JSON as YAML, every text as the text it is. */
export function yamlOf(data: Json): string {
  const document = new Document(data, { aliasDuplicateObjects: false });
  visit(document, { Scalar: (_, node) => quoteWhereNeeded(node) });
  return spelled(stringify(document, options));
}

/** The author's YAML, parsed before any value is in it; then the values as scalars. So no value can become structure. */
export function yamlFrom({ markdown, values }: MarkdownText): { text: string } | { wrong: string } {
  const documents = [...parseAllDocuments(markdown)];
  const [error] = documents.flatMap((document) => document.errors);
  if (error) return { wrong: `Without the answers it is no YAML: ${firstLine(error)}` };
  for (const document of documents) enter(document, values);
  const text = spelled(documents.map((document) => document.toString(options)).join(""));
  if (/[\uE000\uE001]/.test(text))
    return { wrong: "An expression stands where YAML takes no text: a tag or an anchor." };
  const [twice] = parseAllDocuments(text).flatMap((document) => document.errors);
  return twice ? { wrong: `With these answers it is no YAML: ${firstLine(twice)}` } : { text };
}

const firstLine = ({ message }: Error) => message.split("\n")[0] ?? "";

function enter(document: Document.Parsed, values: readonly string[]): void {
  const oneLined = values.map((value) => value.replaceAll(/[\s\p{Cc}]+/gu, " "));
  const noted = (text: string) => withValues(text, oneLined);
  if (document.commentBefore) document.commentBefore = noted(document.commentBefore);
  if (document.comment) document.comment = noted(document.comment);
  visit(document, {
    Node: (_, node) => {
      if (node.commentBefore) node.commentBefore = noted(node.commentBefore);
      if (node.comment) node.comment = noted(node.comment);
      if (isScalar(node)) fill(node, values);
    },
  });
}

function fill(node: Scalar, values: readonly string[]): void {
  if (typeof node.value !== "string" || !node.value.includes("\uE000")) return;
  const only = values.findIndex((_, at) => node.value === mark(at));
  const value = values[only];
  const plain = node.type === undefined || node.type === Scalar.PLAIN;
  if (plain && value !== undefined && literal.test(value)) {
    node.value = JSON.parse(value);
    return;
  }
  node.value = withValues(node.value, values);
  if (plain || strange.test(String(node.value))) quoteWhereNeeded(node);
}

function quoteWhereNeeded(node: Scalar): void {
  if (typeof node.value === "string") node.type = isWord(node.value) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
}

/** Characters that only stand between quotes, spelled: some versions of YAML take the last for line ends even there. */
const strange = /[^\P{Cc}\n\t]|[\u0085\u2028\u2029\uFEFF]/u;

function spelled(text: string): string {
  return text.replaceAll(
    /[\u0085\u2028\u2029\uFEFF]/g,
    (sign) => `\\u${sign.codePointAt(0)?.toString(16).padStart(4, "0") ?? ""}`,
  );
}
