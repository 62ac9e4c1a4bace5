// @vitest-environment jsdom
import { insertNewlineAndIndent } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { EditorView } from "@codemirror/view";
import { expect, test } from "vitest";
import { deeper } from "./deeper.ts";

/** The text after Enter is pressed at ‸. */
function entered(marked: string): string {
  const anchor = marked.indexOf("‸");
  const view = new EditorView({ doc: marked.replace("‸", ""), selection: { anchor }, extensions: [deeper, yaml()] });
  insertNewlineAndIndent(view);
  const { head } = view.state.selection.main;
  const text = view.state.doc.toString();
  view.destroy();
  return `${text.slice(0, head)}‸${text.slice(head)}`;
}

test.each([
  ["metadata:‸", "metadata:\n  ‸"],
  ["steps:\n  - id: a\n    with:‸\n      b: 1\n", "steps:\n  - id: a\n    with:\n      ‸\n      b: 1\n"],
  ["steps:\n  - with:‸", "steps:\n  - with:\n      ‸"],
  ["description: |‸", "description: |\n  ‸"],
  ["metadata:\n  name: a‸\n", "metadata:\n  name: a\n  ‸\n"],
  ["# why:‸", "# why:\n‸"],
])("after %j a line begins where it belongs", (before, after) => {
  expect(entered(before)).toBe(after);
});
