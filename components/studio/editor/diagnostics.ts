import { type Action, type Diagnostic, forEachDiagnostic, nextDiagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import { extentAt } from "#lib/core/offering/assist/extent.ts";
import type { Fix } from "#lib/core/offering/assist/fix.ts";
import type { Issue } from "#lib/core/problem.ts";

/** A problem as the editor marks it. */
export interface Marked extends Diagnostic {
  issue: Issue;
}

/** Where a line and a column stand; both count from 1, and a text may have become shorter. */
export function positionOf(text: Text, { line = 1, column = 1 }: { line?: number; column?: number }): number {
  const found = text.line(Math.min(Math.max(line, 1), text.lines));
  return Math.min(found.from + Math.max(column, 1) - 1, found.to);
}

export function diagnosticsOf(issues: readonly Issue[], text: Text): Marked[] {
  return issues
    .map((issue): Marked => {
      const from = positionOf(text, issue);
      const line = text.lineAt(from);
      const to = from + extentAt(line.text, from - line.from);
      return {
        from,
        to: Math.min(to, line.to),
        severity: issue.severity,
        message: issue.message,
        issue,
        ...(issue.fix ? { actions: [actionOf(issue.fix, positionOf(text, issue.fix) - from)] } : {}),
      };
    })
    .sort((one, other) => one.from - other.from);
}

/** `ahead`: how far the text to replace is from the mark, which moves with what is written before it. */
function actionOf(fix: Fix, ahead: number): Action {
  return { name: fix.title, apply: (view, from) => replace(view, from + ahead, fix) };
}

export function replace(
  view: EditorView,
  from: number,
  { length, replacement }: Pick<Fix, "length" | "replacement">,
): void {
  const to = Math.min(from + length, view.state.doc.length);
  view.dispatch({
    changes: { from, to, insert: replacement },
    selection: { anchor: from + replacement.length },
    scrollIntoView: true,
    userEvent: "input.fix",
  });
}

/** Applies the fix at the cursor, or the first one on its line. */
export const fixHere: Command = (view) => {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  let best: { action: Action; from: number; to: number } | undefined;
  forEachDiagnostic(view.state, ({ actions }, from, to) => {
    const action = actions?.[0];
    if (!action || from < line.from || from > line.to) return;
    if (!best || (from <= head && head <= to)) best = { action, from, to };
  });
  if (!best || view.state.readOnly) return false;
  best.action.apply(view, best.from, best.to);
  return true;
};

export const nextProblem: Command = nextDiagnostic;
