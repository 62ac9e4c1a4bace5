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
        ...(issue.fix ? { actions: [actionOf(issue.fix, text, from)] } : {}),
      };
    })
    .sort((one, other) => one.from - other.from);
}

/** The mark moves with what is written before it, and its fix with it. What was written over it meanwhile is left alone. */
function actionOf({ title, length, replacement, ...place }: Fix, text: Text, mark: number): Action {
  const start = positionOf(text, place);
  const wrong = text.sliceString(start, start + length);
  const apply = (view: EditorView, marked: number) => {
    const from = marked + start - mark;
    if (view.state.readOnly || view.state.sliceDoc(from, from + length) !== wrong) return;
    view.dispatch({
      changes: { from, to: from + length, insert: replacement },
      selection: { anchor: from + replacement.length },
      scrollIntoView: true,
      userEvent: "input.fix",
    });
  };
  return { name: title, apply };
}

/** Puts in the fix of a problem, wherever its mark is by now. */
export function applyFix(view: EditorView, issue: Issue): void {
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    if ("issue" in diagnostic && diagnostic.issue === issue) diagnostic.actions?.[0]?.apply(view, from, to);
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
