import { differences } from "#lib/core/offering/difference/revisions.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Issue } from "#lib/core/problem.ts";

/** What a change of a text means, before it is made. */
export interface Effect {
  /** In sentences; empty where nothing can be compared. */
  changes: string[];
  /** What is wrong afterwards and was not before. */
  mistakes: Issue[];
}

export function effectOf(before: string, after: string, context: CheckContext): Effect {
  const [was, is] = [checkOffering(before, context), checkOffering(after, context)];
  // Lines move with a change; what is said of a place, and where it is in the document, does not.
  const known = new Set(was.issues.map(({ path, message }) => `${path} ${message}`));
  return {
    changes: was.offering && is.offering ? differences(was.offering, is.offering).map(({ sentence }) => sentence) : [],
    mistakes: is.issues.filter(
      ({ severity, path, message }) => severity === "error" && !known.has(`${path} ${message}`),
    ),
  };
}
