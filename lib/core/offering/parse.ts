import { LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import type { Issue } from "#lib/core/problem.ts";
import { offeringSchema } from "./document.ts";
import type { Offering } from "./document.ts";
import { foreign } from "./foreign.ts";
import { locatorOf, nowhere } from "./locate.ts";
import type { Locate } from "./locate.ts";
import { meantBy } from "./mend.ts";
import { distinct, inOrder, issuesOf } from "./sentence.ts";
import { twice, yamlIssues } from "./yaml-errors.ts";

/** Larger than any document a person reads. */
export const largestDocument = 512 * 1024;

/** How often an anchored value may stand again through aliases: a few lines of them could otherwise unfold to gigabytes. */
const aliases = 100;

export interface Parsed {
  /** Present when the document has the form of an offering; whether it makes sense is for the check. */
  offering?: Offering;
  issues: Issue[];
  /** Finds the places of its values in the text. */
  locate: Locate;
  /** Where it has not the form of one, what it would be once what has one right answer is put right: only to look for further mistakes. */
  meant?: { offering: Offering; locate: Locate };
}

/** Reads a document in YAML 1.2 or JSON. Never throws: what is wrong with it are issues with line and column. */
export function parseOffering(source: string): Parsed {
  if (source.length > largestDocument)
    return refused(`This document has ${source.length} characters; ${largestDocument} are the most.`);
  if (source.includes("\0")) return refused("This is no text in UTF-8: it holds the character NUL.");
  const lines = new LineCounter();
  const read = readYaml(source, lines);
  const other = foreign(source, "issues" in read ? undefined : read.value);
  if (other !== undefined) return refused(other);
  if ("issues" in read) return { issues: read.issues, locate: nowhere };
  const locate = locatorOf(read.document, source, lines);
  if (read.value === null || read.value === undefined) return { ...refused("This document is empty."), locate };
  const parsed = offeringSchema.safeParse(read.value);
  if (parsed.success) return { offering: parsed.data, issues: [], locate };
  const meant = meantBy(read.value, parsed.error.issues, locate);
  const issues = [...issuesOf(parsed.error.issues, offeringSchema, read.value, locate), ...meant.issues];
  return {
    issues: inOrder(distinct(issues)),
    locate,
    ...(meant.offering ? { meant: { offering: meant.offering, locate: meant.locate } } : {}),
  };
}

function readYaml(source: string, lines: LineCounter): { document: Document; value: unknown } | { issues: Issue[] } {
  try {
    const document = parseDocument(source, {
      version: "1.2",
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      // Its own search for names that stand twice compares each with each: 20,000 names took 11 seconds.
      uniqueKeys: false,
    });
    const wrong = [...document.errors, ...document.warnings, ...twice(document)];
    if (wrong.length > 0) return { issues: yamlIssues(wrong, source, lines) };
    const value: unknown = document.toJS({ maxAliasCount: aliases });
    const reason = document.contents === null ? undefined : unsound(value);
    return reason === undefined ? { document, value } : { issues: refused(reason).issues };
  } catch (error) {
    return { issues: refused(unreadable(error)).issues };
  }
}

/** Aliases share what they stand for, so that a small document may hold much, or itself. */
function unsound(value: unknown): string | undefined {
  try {
    if (JSON.stringify(value).length > 4 * largestDocument) return "The aliases of this document unfold to too much.";
  } catch (error) {
    if (error instanceof TypeError) return "An alias stands inside what it names.";
    throw error;
  }
  return deeperThan(value, deepest) ? "This document is nested too deeply." : undefined;
}

/** Deeper than any payload; everything that walks a document may recurse. */
const deepest = 60;

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((held) => deeperThan(held, levels - 1));
}

/** The only errors that reading may throw: a nesting that exhausts the stack, and aliases that unfold without end. */
function unreadable(error: unknown): string {
  if (error instanceof RangeError) return "This document is nested too deeply.";
  if (error instanceof ReferenceError) return "The aliases of this document unfold to too much.";
  throw error;
}

function refused(message: string): { issues: Issue[]; locate: Locate } {
  return { issues: [{ severity: "error", message, path: "", line: 1, column: 1 }], locate: nowhere };
}
