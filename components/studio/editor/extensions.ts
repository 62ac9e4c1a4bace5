import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { appearance } from "./appearance.ts";
import { deeper } from "./deeper.ts";
import { fixHere, nextProblem } from "./diagnostics.ts";
import { expressions } from "./expressions.ts";
import { hanging } from "./hanging.ts";
import { leaving } from "./leaving.ts";

const keys = keymap.of([
  { key: "Mod-.", run: fixHere },
  { key: "F8", run: nextProblem },
  // A list that has only just opened takes no key yet: nor does the line then.
  { key: "Tab", run: (view) => acceptCompletion(view) || completionStatus(view.state) === "active" },
  { key: "Tab", run: indentMore, shift: indentLess },
  ...closeBracketsKeymap,
  ...completionKeymap,
  ...searchKeymap,
  ...historyKeymap,
  ...foldKeymap,
  ...defaultKeymap,
]);

/** All of the editor that does not change with its document. */
export function extensions(): Extension {
  return [
    appearance(),
    deeper,
    yaml(),
    lintGutter(),
    lineNumbers(),
    foldGutter({ openText: "▾", closedText: "▸" }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    dropCursor(),
    indentOnInput(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    bracketMatching(),
    closeBrackets(),
    search(),
    highlightSelectionMatches(),
    expressions,
    EditorView.lineWrapping,
    hanging,
    leaving,
    keys,
  ];
}
