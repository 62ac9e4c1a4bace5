import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { bodyOf, shownTitle } from "./github-text.ts";
import { readMarkdown, withValues } from "./markdown-text.ts";
import { filePayload } from "./repository-file.ts";
import type { RepositoryFile } from "./repository-file.ts";
import { pretty, shownText, shownTexts } from "./shown.ts";

/** A pull request as people will read it; an empty text is one that the document leaves out. */
export interface ShownPull {
  repository: string;
  base: string;
  branch: string;
  title: string;
  /** Markdown. */
  body: string;
  commitMessage: string;
  files: ShownFile[];
  reviewers: string[];
  teamReviewers: string[];
  labels: string[];
}

/** A file as it will stand; `wrong` where it can't be written like this. */
export interface ShownFile extends Omit<RepositoryFile, "mode"> {
  mode: string;
  wrong?: string;
}

/** Total: with ‹…› in it, a pull request may not be what it is going to be. */
export function shownPull(shown: JsonObject): ShownPull {
  const message = readMarkdown(shown["commitMessage"]);
  const all = Array.isArray(shown["files"]) ? shown["files"].filter(isJsonObject) : [];
  return {
    repository: shownText(shown["repository"]),
    base: shownText(shown["base"]),
    branch: shownText(shown["branch"]),
    title: shownTitle(shown["title"]),
    body: bodyOf(readMarkdown(shown["body"])),
    commitMessage: withValues(message.markdown, message.values),
    files: all.map(shownFile),
    reviewers: shownTexts(shown["reviewers"]),
    teamReviewers: shownTexts(shown["teamReviewers"]),
    labels: shownTexts(shown["labels"]),
  };
}

function shownFile(file: JsonObject): ShownFile {
  const read = filePayload.safeParse(file);
  if (read.success) return read.data;
  const { markdown, values } = readMarkdown(file["path"]);
  const content = readMarkdown(file["content"]);
  const text = file["data"] === undefined ? withValues(content.markdown, content.values) : pretty(file["data"]);
  const [first] = read.error.issues;
  return {
    path: withValues(markdown, values),
    mode: shownText(file["mode"], "upsert"),
    text,
    ...(first ? { wrong: first.message } : {}),
  };
}
