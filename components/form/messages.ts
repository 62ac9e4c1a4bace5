import type { Issue } from "#lib/core/problem.ts";
import { pageOf } from "./pages.ts";
import type { WizardPage } from "./pages.ts";

/** What is shown at its question now: once the question was left, or its page was tried. The first message of each counts. */
export function messagesToShow(
  issues: readonly Issue[],
  answers: readonly Issue[],
  pages: readonly WizardPage[],
  seen: { left: ReadonlySet<string>; tried: ReadonlySet<number> },
): Map<string, string> {
  const shown = issues.filter((issue) => wasLeft(seen.left, issue.path) || seen.tried.has(pageOf(pages, issue)));
  const messages = new Map<string, string>();
  for (const { path, message } of [...shown, ...answers]) if (!messages.has(path)) messages.set(path, message);
  return messages;
}

/** An entry without a question of its own, such as a ticked value, belongs to its list. */
function wasLeft(left: ReadonlySet<string>, path: string): boolean {
  return left.has(path) || (/\/\d+$/.test(path) && left.has(path.slice(0, path.lastIndexOf("/"))));
}
