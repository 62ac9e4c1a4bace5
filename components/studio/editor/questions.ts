import type { Completions, Hover } from "#lib/core/offering/assist/shape.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Issue } from "#lib/core/problem.ts";

/** What the worker is asked about a text, and what it answers. */
export interface Questions {
  check: { asked: { source: string }; answered: Judged };
  complete: { asked: Cursor; answered: Completions | null };
  hover: { asked: Cursor; answered: Hover | null };
}

export type Kind = keyof Questions;

interface Cursor {
  source: string;
  /** Counts from 0. */
  offset: number;
}

export interface Judged {
  /** Null where the text has not the form of one. */
  offering: Offering | null;
  issues: Issue[];
  /** Milliseconds. */
  took: number;
}

/** One question on its way. The context is sent when it is another one: it holds the documents of other offerings. */
export type Sent<K extends Kind = Kind> = {
  [Each in K]: { id: number; kind: Each; asked: Questions[Each]["asked"]; context?: CheckContext };
}[K];

export type Answer = { id: number } & ({ answered: unknown } | { failed: string });
