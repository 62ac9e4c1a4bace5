import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

/** Long enough for slow hands; any other key ends it at once. */
const leavesMs = 60_000;

const arm = (view: EditorView) => view.setTabFocusMode(leavesMs);

/**
 * After Escape the next Tab leaves. The editor does that by itself only where Escape did nothing else: after one that closed a
 * list or dropped a selection, Tab would indent.
 */
export const leaving: Extension = [
  Prec.highest(
    keymap.of([
      {
        key: "Escape",
        run: (view) => {
          arm(view);
          return false;
        },
      },
    ]),
  ),
  // Left to the editor, it would be two seconds.
  Prec.lowest(keymap.of([{ key: "Escape", run: () => true }])),
];
