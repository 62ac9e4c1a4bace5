/** How much of a line a problem is about that begins at an offset: a text in quotes, an expression, a word; at least one character. */
export function extentAt(line: string, offset: number): number {
  const rest = line.slice(offset);
  const found = shapes.map((shape) => shape.exec(rest)?.[0]).find((text) => text !== undefined);
  return Math.max(found?.length ?? 0, 1);
}

const shapes = [
  /^"(?:[^"\\]|\\.)*"/,
  /^'(?:[^']|'')*'/,
  /^\$\{\{.*?\}\}/,
  // A chain of names as expressions write them, or a word of the document.
  /^[\w$/#-]+(?:\.\??[\w-]+|\[\??(?:"[^"]*"|'[^']*'|\d+)\])*/,
  /^\S+/,
];
