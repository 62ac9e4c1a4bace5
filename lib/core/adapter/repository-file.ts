import { z } from "zod";
import type { Json } from "#lib/core/json.ts";
import { parseTemplate } from "#lib/core/expression/template.ts";
import type { MarkdownText } from "#lib/core/plan/plan.ts";
import { cut, markdownText, withValues } from "./markdown-text.ts";
import { filled } from "./texts.ts";
import { yamlFrom, yamlOf } from "./yaml-text.ts";

export const fileModes = ["upsert", "create", "replace", "delete"] as const;
const formats = ["yaml", "json"] as const;
type Format = (typeof formats)[number];

const mostCharacters = 100_000;

/** A file as a document has it. */
export const fileConfig = z
  .strictObject({
    path: filled(400)
      .superRefine((path, check) => {
        // Whatever the values may be: each is part of a name.
        const wrong = wrongPath({ markdown: standingIn(path), values: [] });
        if (wrong !== undefined) check.addIssue({ code: "custom", message: wrong });
      })
      .describe("From the repository's root. A value is a name or a part of one, and holds no slash."),
    data: z
      .exactOptional(z.json())
      .describe("What the file says, as an object or a list: written as YAML or JSON, every text as the text it is."),
    content: z
      .exactOptional(z.string().max(mostCharacters))
      .describe(
        "Or the file as text. Values are escaped for YAML, JSON and Terraform; into other files goes one line.",
      ),
    format: z.exactOptional(z.enum(formats)).describe("What data is written as; by the path's ending when left out."),
    mode: z
      .exactOptional(z.enum(fileModes))
      .describe(
        "upsert when left out; create and replace refuse where the file is there, or is not; delete removes it.",
      ),
  })
  .refine(
    ({ mode, data, content }) => hasOne(mode, data, content),
    "Give a file data or content, and one to be deleted neither.",
  );

function standingIn(path: string): string {
  try {
    return parseTemplate(path)
      .parts.map((part) => ("expression" in part ? "x" : part.text))
      .join("");
  } catch {
    // An expression that is not closed is told where expressions are checked.
    return "x";
  }
}

function hasOne(mode: string | undefined, data: unknown, content: unknown): boolean {
  const given = Number(data !== undefined) + Number(content !== undefined);
  return given === (mode === "delete" ? 0 : 1);
}

/** A file as GitHub gets it; `text` is null where it is removed. */
export interface RepositoryFile {
  path: string;
  text: string | null;
  mode: (typeof fileModes)[number];
}

export const filePayload = z
  .strictObject({
    path: markdownText,
    data: z.exactOptional(z.json()),
    content: z.exactOptional(markdownText),
    format: z.exactOptional(z.enum(formats)),
    mode: z.enum(fileModes).default("upsert"),
  })
  .transform(({ path: given, data, content, format, mode }, context): RepositoryFile => {
    const path = withValues(given.markdown, given.values);
    const wrong = wrongPath(given);
    const written = wrong === undefined ? writtenAs(path, data, content, format) : { wrong };
    if ("text" in written) return { path, text: written.text, mode };
    context.addIssue({ code: "custom", message: `${path}: ${written.wrong}` });
    return z.NEVER;
  });

type Written = { text: string | null } | { wrong: string };

function writtenAs(path: string, data: Json | undefined, content: MarkdownText | undefined, format?: Format): Written {
  if (content !== undefined) return content.values.length === 0 ? { text: content.markdown } : filledIn(path, content);
  if (data === undefined) return { text: null };
  const as = format ?? formatOf(path);
  if (as === "yaml") return { text: yamlOf(data) };
  if (as === "json") return { text: `${JSON.stringify(data, null, 2)}\n` };
  return { wrong: "What ends neither on .yaml, .yml nor .json says with format what its data is written as." };
}

const formatOf = (path: string): Format | undefined =>
  /\.ya?ml$/i.test(path) ? "yaml" : /\.json$/i.test(path) ? "json" : undefined;

/** Text with values, each escaped for what the file is. */
function filledIn(path: string, content: MarkdownText): Written {
  const format = formatOf(path);
  if (format === "yaml") return yamlFrom(content);
  if (format === "json") return jsonFrom(content);
  if (/\.(?:tf|tfvars|hcl)$/i.test(path)) return { text: quotedIn(content, hclText) };
  const broken = content.values.some((value) => /[\p{Cc}\u2028\u2029]/u.test(value));
  if (broken) return { wrong: "A value with a line break can't stand in this kind of file." };
  return { text: withValues(content.markdown, content.values) };
}

const jsonText = (value: string) => JSON.stringify(value.toWellFormed()).slice(1, -1);
const hclText = (value: string) => jsonText(value).replaceAll(/[$%](?=\{)/g, "$&$&");

function jsonFrom(content: MarkdownText): Written {
  const text = quotedIn(content, jsonText);
  try {
    JSON.parse(text);
    return { text };
  } catch (error) {
    return { wrong: `It is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Inside quotes a value is escaped; outside it is a number or a truth value, or gets quotes of its own. */
function quotedIn({ markdown, values }: MarkdownText, escaped: (value: string) => string): string {
  let inside = false;
  return cut(markdown, values)
    .map(({ text, mine }) => {
      if (!mine)
        return inside
          ? escaped(text)
          : /^(?:-?(?:0|[1-9]\d{0,14})|true|false)$/.test(text)
            ? text
            : `"${escaped(text)}"`;
      for (const [sign] of text.matchAll(/\\.|"|\n/g)) inside = sign === '"' ? !inside : sign === "\n" ? false : inside;
      return text;
    })
    .join("");
}

/** What is wrong with a path: it stays in the repository, and values choose no folder, least of all one that GitHub obeys. */
function wrongPath({ markdown, values }: MarkdownText): string | undefined {
  const path = withValues(markdown, values);
  if (values.some((value) => value.trim() === "")) return "A value in the path is empty.";
  if (values.some((value) => /[/\\]/.test(value)))
    return "A value in a path is part of one name: it may not hold a slash.";
  if (path.startsWith("/")) return "A path begins at the repository's root, without a slash.";
  if (/[\p{Cc}\\\u2028\u2029]/u.test(path)) return "A path holds no backslashes and no control characters.";
  const segments = path.split("/");
  if (segments.some((segment) => /^\.{0,2}$/.test(segment) || segment !== segment.trim()))
    return "A path is made of names: none is empty, . or .., or begins or ends with a blank.";
  if (
    segments.some((segment) =>
      /^(?:\.git|git~\d+)$/i.test(segment.replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|[. ]+$/g, "")),
    )
  )
    return "No file of git itself can be written.";
  const own = markdown.split("/");
  if (segments.some((segment, at) => segment.startsWith(".") && !own[at]?.startsWith(".")))
    return "A name that begins with a dot is for the document to say, not for an answer.";
  return undefined;
}

export const files = z.array(fileConfig).min(1).max(50);
export const fileList = z.array(filePayload).min(1).max(50);
