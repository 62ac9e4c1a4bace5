/** Escapes of YAML's double quotes that stand for one character. Source: YAML 1.2.2, 5.7. */
const escape = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)/y;

/**
 * Where the character at `offset` of a text stands in what was written for it: behind quotes and block headers, past
 * doubled quotes, escapes, folds and indentation.
 */
export function offsetInSource(raw: string, value: string, offset: number): number {
  const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : "";
  let at = quote ? 1 : afterBlockHeader(raw);
  for (let read = 0; read < offset && at < raw.length; read += 1) {
    at = skipped(raw, at, value[read], quote);
    at += written(raw, at, quote);
  }
  return Math.min(skipped(raw, at, value[offset], quote), raw.length);
}

function afterBlockHeader(raw: string): number {
  return raw[0] === "|" || raw[0] === ">" ? raw.indexOf("\n") + 1 : 0;
}

/** Past what was written and means nothing: indentation, and line breaks that are folded away. */
function skipped(raw: string, from: number, wanted: string | undefined, quote: string): number {
  let at = from;
  while (at < raw.length && /\s/.test(raw[at] ?? "") && raw[at] !== wanted) {
    // A folded line break is written as a line break and read as a space.
    if (wanted === " " && raw[at] === "\n" && !/\S/.test(raw.slice(from, at))) return at;
    at += 1;
  }
  if (quote === '"' && raw[at] === "\\" && /^\\\r?\n/.test(raw.slice(at, at + 3))) return at + written(raw, at, quote);
  return at;
}

/** How many characters were written for one. */
function written(raw: string, at: number, quote: string): number {
  if (quote === "'" && raw.startsWith("''", at)) return 2;
  if (quote !== '"' || raw[at] !== "\\") return 1;
  escape.lastIndex = at;
  return escape.exec(raw)?.[0].length ?? 1;
}
