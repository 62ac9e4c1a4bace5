import { noticed } from "./loose.ts";
import type { LooseText, Quote, Reading } from "./loose.ts";
import type { Path } from "#lib/core/offering/locate.ts";

/** Where a text in quotes ends, its closing quote included; at the end of its line when it is never closed. */
export function afterQuoted(source: string, from: number): number {
  const quote = source[from] ?? "";
  for (let at = from + 1; at < source.length; at += 1) {
    const character = source[at];
    if (character === "\n") return at;
    if (quote === '"' && character === "\\") at += 1;
    else if (character === quote && source[at + 1] === quote && quote === "'") at += 1;
    else if (character === quote) return at + 1;
  }
  return source.length;
}

/** A text without its quotes and what escapes in it. */
export function bare(raw: string): { text: string; quote: Quote } {
  const quote = raw.startsWith('"') ? '"' : raw.startsWith("'") ? "'" : "";
  if (quote === "") return { text: raw, quote };
  const inner = raw.slice(1, raw.length > 1 && raw.endsWith(quote) ? -1 : undefined);
  return { text: quote === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(.)/g, "$1"), quote };
}

/** A text that ends at `to`, as a value. */
export function textNode(reading: Reading, path: Path, from: number, to: number, flow: boolean): LooseText {
  const node = { ...bare(reading.source.slice(from, to)), path, from, to };
  noticed(reading, { ...node, kind: "value", flow });
  return { ...node, kind: "text" };
}
