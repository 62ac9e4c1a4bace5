import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const deepest = 40;

/** What does not fit on a line goes on further in than the line begins, so that it looks like no line of its own. */
export const hanging = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = indented(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = indented(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function indented(view: EditorView): DecorationSet {
  const made = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      made.add(line.from, line.from, shifted(line.text.search(/\S|$/)));
      at = line.to + 1;
    }
  return made.finish();
}

const known = new Map<number, Decoration>();

function shifted(blanks: number): Decoration {
  const columns = Math.min(blanks, deepest) + 2;
  const style = `text-indent: -${columns}ch; padding-left: calc(0.25rem + ${columns}ch)`;
  const decoration = known.get(columns) ?? Decoration.line({ attributes: { style } });
  known.set(columns, decoration);
  return decoration;
}
