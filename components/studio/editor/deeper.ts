import { indentService } from "@codemirror/language";

/** A line that opens something: a name with nothing behind it, or a text of several lines. */
const opening = /^(\s*(?:- +)*)[^\s#][^#]*:(?:\s+[|>][-+]?)?\s*$/;

/** What follows a name without a value stands further in; everything else as the lines around it. */
export const deeper = indentService.of((context, position) => {
  const { text, from } = context.lineAt(position, -1);
  const opened = opening.exec(text.slice(0, position - from));
  return opened ? (opened[1]?.length ?? 0) + context.unit : undefined;
});
