// @vitest-environment jsdom
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Text } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, expect, test } from "vitest";
import type { Issue } from "#lib/core/problem.ts";
import { applyFix, diagnosticsOf, fixHere, positionOf } from "./diagnostics.ts";

const source = "metadata:\n  ttile: A\ninputs:\n  name: ${{ inputs.nmae }}\n";
const fix = (replacement: string, line: number, column: number, length: number) => ({
  title: `Write ${replacement}`,
  replacement,
  line,
  column,
  length,
});
const issues: Issue[] = [
  { severity: "error", message: "b", path: "", line: 4, column: 13, fix: fix("inputs.name", 4, 13, 11) },
  { severity: "warning", message: "a", path: "", line: 2, column: 3, fix: fix("title", 2, 3, 5) },
  { severity: "error", message: "c", path: "", line: 9, column: 1 },
];

let view: EditorView | undefined;
afterEach(() => view?.destroy());

function opened(cursor: number, readOnly = false): EditorView {
  view?.destroy();
  view = new EditorView({
    state: EditorState.create({
      doc: source,
      selection: { anchor: cursor },
      extensions: EditorState.readOnly.of(readOnly),
    }),
  });
  view.dispatch(setDiagnostics(view.state, diagnosticsOf(issues, view.state.doc)));
  return view;
}

test("a problem marks the word it is about, in the order of the text", () => {
  const text = Text.of(source.split("\n"));
  const marked = diagnosticsOf(issues, text).map(({ from, to, severity }) => [text.sliceString(from, to), severity]);
  expect(marked).toEqual([
    ["ttile", "warning"],
    ["inputs.nmae", "error"],
    ["", "error"],
  ]);
});

test("a place behind the end of the text is its last line", () => {
  expect(positionOf(Text.of(["a", "bc"]), { line: 7, column: 1 })).toBe(2);
  expect(positionOf(Text.of(["a", "bc"]), { line: 2, column: 9 })).toBe(4);
});

test("the key puts in the fix on the cursor's line, and does nothing on others", () => {
  const editor = opened(source.indexOf("ttile") + 2);
  expect(fixHere(editor)).toBe(true);
  expect(editor.state.doc.toString()).toContain("  title: A");
  expect(editor.state.doc.toString()).toContain("inputs.nmae");
  editor.dispatch({ selection: { anchor: 0 } });
  expect(fixHere(editor)).toBe(false);
});

test("a fix hits its word also after something was written before it", () => {
  const editor = opened(source.indexOf("inputs.nmae"));
  editor.dispatch({ changes: { from: 0, insert: "# A comment\n" } });
  editor.dispatch({ selection: { anchor: editor.state.doc.toString().indexOf("inputs.nmae") } });
  expect(fixHere(editor)).toBe(true);
  expect(editor.state.doc.toString()).toBe(`# A comment\n${source.replace("nmae", "name")}`);
});

test("a problem of the list is fixed where its mark has moved to, unless it was written over", () => {
  const [problem] = issues;
  const editor = opened(0);
  editor.dispatch({ changes: { from: 0, insert: "# A comment\n" } });
  if (problem) applyFix(editor, problem);
  expect(editor.state.doc.toString()).toBe(`# A comment\n${source.replace("nmae", "name")}`);
  const other = opened(0);
  const at = source.indexOf("nmae");
  other.dispatch({ changes: { from: at, to: at + 4, insert: "size" } });
  if (problem) applyFix(other, problem);
  expect(other.state.doc.toString()).toBe(source.replace("nmae", "size"));
});

test("who may only read puts no fix in", () => {
  expect(fixHere(opened(source.indexOf("ttile"), true))).toBe(false);
});
