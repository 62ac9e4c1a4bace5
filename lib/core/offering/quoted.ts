/** A text in the quotes that it can stand in; undefined where there are none without escaping. */
export function quoted(text: string): string | undefined {
  if (text.includes("\n")) return undefined;
  if (!text.includes('"') && !text.includes("\\")) return `"${text}"`;
  return text.includes("'") ? undefined : `'${text}'`;
}

/** Where the last bracket or brace stands that is opened on its line and not closed there, at or above an offset. */
export function openedAbove(source: string, offset: number): number | undefined {
  const lines = source.slice(0, offset).split("\n");
  let start = offset;
  for (const line of lines.toReversed()) {
    start -= line.length;
    const opened = openedOn(line);
    if (opened !== undefined) return start + opened;
    start -= 1;
  }
  return undefined;
}

function openedOn(line: string): number | undefined {
  // Same lengths: what is in quotes, in an expression or a comment opens nothing.
  const plain = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|\$\{\{.*?\}\}|\s#.*$/g, (text) => " ".repeat(text.length));
  const open: number[] = [];
  for (const { 0: bracket, index } of plain.matchAll(/[[\]{}]/g)) {
    if ("[{".includes(bracket)) open.push(index);
    else open.pop();
  }
  return open.at(-1);
}

/**
 * The value of a line that holds an expression and no quotes around it, which YAML can't read, with where it stands in the
 * line. Undefined where it is not sure what belongs to it.
 */
export function bareExpression(line: string): { from: number; to: number; text: string } | undefined {
  const from = /^[^"'#]*?(?::\s+|[,[{]\s*|^\s*-\s+)(?=\$\{\{)/.exec(line)?.[0].length;
  if (from === undefined) return undefined;
  const rest = line.slice(from);
  const inFlow = /[[{]/.test(line.slice(0, from).replaceAll("${{", ""));
  const end = inFlow ? rest.indexOf("}}") + 2 : rest.trimEnd().length;
  const text = rest.slice(0, end);
  // Outside braces only a colon or # before a blank ends it too early.
  if (!inFlow && !/:\s|\s#/.test(text)) return undefined;
  // One whole expression, and in braces nothing behind it that could belong to it.
  if (!/^\$\{\{.*\}\}$/.test(text) || (inFlow && !/^\s*([,}\]]|$)/.test(rest.slice(end)))) return undefined;
  return { from, to: from + end, text };
}
