import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

/** `${{ … }}` on one line; texts in quotes may hold braces. */
const matcher = new MatchDecorator({
  regexp: /\$\{\{(?:"[^"\n]*"|'[^'\n]*'|(?!\}\}).)*\}\}/g,
  decoration: Decoration.mark({ class: "cm-expression" }),
});

/** Marks what is worked out, apart from what stands there as it is. */
export const expressions = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
