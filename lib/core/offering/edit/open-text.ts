import { LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import type { Json } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import { twice, yamlIssues } from "#lib/core/offering/yaml-errors.ts";

/** A document's text with what it says, ready to be edited. */
export interface OpenText {
  source: string;
  document: Document;
  value: Json;
  newline: string;
  /** Spaces by which the document indents. */
  unit: number;
  /** Written as JSON: whatever is put in is JSON as well. */
  json: boolean;
}

/** Reads a text for an edit; a Problem with issues when it is no YAML, because nothing sure can be put into such a text. */
export function openText(source: string): OpenText {
  const lines = new LineCounter();
  const document = parseDocument(source, {
    version: "1.2",
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    keepSourceTokens: true,
  });
  const wrong = [...document.errors, ...document.warnings, ...twice(document)];
  if (wrong.length > 0) throw broken(yamlIssues(wrong, source, lines));
  return {
    source,
    document,
    value: valueOf(document),
    newline: source.includes("\r\n") ? "\r\n" : "\n",
    unit: /^( +)[^\s#-]/m.exec(source)?.[1]?.length ?? 2,
    json: isJson(source),
  };
}

function valueOf(document: Document): Json {
  try {
    return document.toJS({ maxAliasCount: 100 }) as Json;
  } catch (failure) {
    // What aliases that unfold without end throw.
    if (failure instanceof ReferenceError) throw broken([]);
    throw failure;
  }
}

function broken(issues: Problem["issues"]): Problem {
  return new Problem("invalid", "This text is no YAML at the moment, so that nothing can be put into it.", {
    remedy: "Correct what is marked in the text first.",
    issues,
  });
}

function isJson(source: string): boolean {
  if (!source.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
