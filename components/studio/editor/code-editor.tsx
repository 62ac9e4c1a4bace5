"use client";
import { setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { type Ref, useEffect, useId, useImperativeHandle, useRef } from "react";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { Issue } from "#lib/core/problem.ts";
import { changeBetween } from "./change.ts";
import { applyFix, diagnosticsOf, positionOf } from "./diagnostics.ts";
import { suggestions } from "./suggestions.ts";
import type { Checked } from "./use-check.ts";
import { useView } from "./use-view.ts";

export interface EditorHandle {
  /** Puts the cursor at a place, in sight. */
  go: (place: { line?: number; column?: number }) => void;
  /** Puts a problem's fix into the text, as one step that can be undone. */
  fix: (issue: Issue) => void;
  focus: () => void;
}

export interface CodeEditorProps {
  value: string;
  onChange?: ((value: string) => void) | undefined;
  context: CheckContext;
  /** What `useCheck` says of the value. */
  checked: Checked;
  readOnly?: boolean | undefined;
  label?: string | undefined;
  ref?: Ref<EditorHandle> | undefined;
}

/** The document as a text, with its problems marked and what may be written at hand. */
export function CodeEditor(props: CodeEditorProps) {
  const { value, onChange, context, checked, readOnly = false, label = "Document", ref } = props;
  const hint = useId();
  const known = useRef(context);
  useEffect(() => {
    known.current = context;
  });
  // Editable text can be reached by Tab anyway; said as well, so that what looks for it finds it.
  const named = { "aria-label": label, "aria-describedby": hint, tabindex: "0" };
  const extra = () => [suggestions(() => known.current), EditorView.contentAttributes.of(named)];
  const { place, view } = useView({ value, onChange, readOnly, extra });
  useEffect(() => {
    const shown = view.current;
    // Marks of an older text stay where they have moved to until the newer one is judged.
    if (!shown || checked.source === null || changeBetween(shown.state.doc.toString(), checked.source)) return;
    shown.dispatch(setDiagnostics(shown.state, diagnosticsOf(checked.issues, shown.state.doc)));
  }, [checked.source, checked.issues, view]);
  useImperativeHandle(ref, () => ({
    go: (wanted) => view.current && goTo(view.current, wanted),
    fix: (issue) => view.current && applyFix(view.current, issue),
    focus: () => view.current?.focus(),
  }));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={place} className="min-h-0 flex-1 overflow-hidden" />
      <p id={hint} className="sr-only">
        Tab indents. Press Escape, then Tab, to leave the editor. F8 goes to the next problem, Control or Command and
        full stop puts its fix in.
      </p>
    </div>
  );
}

function goTo(view: EditorView, wanted: { line?: number; column?: number }): void {
  const anchor = positionOf(view.state.doc, wanted);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}
