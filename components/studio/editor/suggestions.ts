import {
  autocompletion,
  type Completion as Option,
  type CompletionContext,
  type CompletionResult,
  insertCompletionText,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { type EditorView, hoverTooltip, type Tooltip } from "@codemirror/view";
import type { Completion, Hover } from "#lib/core/offering/assist/shape.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { ask } from "./desk.ts";

/** What may be written at the cursor, and what the word below the pointer means. `context` is read when it is asked. */
export function suggestions(context: () => CheckContext): Extension {
  return [
    autocompletion({
      override: [(asked) => suggest(asked, context())],
      icons: false,
      activateOnTypingDelay: 60,
    }),
    hoverTooltip((view, position) => explain(view, position, context()), { hoverTime: 350 }),
  ];
}

/** Unasked, it speaks up where a name or a value begins, never on the blanks of an indentation. */
const begun = /[\w"'$.-]$|[.:[{,-] ?$|\$\{\{ ?$/;

async function suggest(asked: CompletionContext, context: CheckContext): Promise<CompletionResult | null> {
  const line = asked.state.doc.lineAt(asked.pos);
  if (!asked.explicit && !begun.test(line.text.slice(0, asked.pos - line.from).trimStart())) return null;
  const source = asked.state.doc.toString();
  const found = await ask("complete", { source, offset: asked.pos }, context).catch(() => null);
  if (!found || asked.aborted || found.options.length === 0) return null;
  return { from: found.from, to: found.to, options: found.options.map(optionOf), validFor: /^[\w$-]*$/ };
}

/** In the order in which they come, where they fit equally well: what is needed stands first. */
function optionOf({ label, kind, detail, info, insert, from }: Completion, position: number): Option {
  return {
    label,
    boost: -Math.min(position / 2, 40),
    type: kind,
    ...(detail === undefined ? {} : { detail }),
    ...(info === undefined ? {} : { info }),
    ...(insert === undefined ? {} : { apply: from === undefined ? insert : putIn(insert, from) }),
  };
}

/** What replaces more than the word that was begun: `.` and the name by `["a-b"]`. */
function putIn(insert: string, from: number) {
  return (view: EditorView, _option: Option, _from: number, to: number) =>
    view.dispatch(insertCompletionText(view.state, insert, from, to));
}

async function explain(view: EditorView, position: number, context: CheckContext): Promise<Tooltip | null> {
  const source = view.state.doc.toString();
  const found = await ask("hover", { source, offset: position }, context).catch(() => null);
  if (!found) return null;
  return { pos: found.from, end: found.to, above: true, create: () => ({ dom: drawn(found) }) };
}

function drawn({ name, type, title, description, origin }: Hover): HTMLElement {
  const box = element("div", "cm-hover");
  box.append(element("code", "", name));
  if (type !== undefined) box.append(element("span", "cm-hover-type", type));
  for (const text of [title, description, origin]) if (text) box.append(element("p", "", text));
  return box;
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
