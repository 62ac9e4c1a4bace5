import { setImmediate as turn } from "node:timers/promises";
import { parseDocument } from "yaml";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { type Figure, p95 } from "./figure.ts";
import { longDocument } from "./long-document.ts";

const sizes = [50, 500, 2000];
/** What the editor is held to, at the size of a long document that a person keeps. */
const aims: Partial<Record<number, number>> = { 500: 100 };
const context = { connections: [{ name: "platform", kind: "http" }] };

/** How long a check takes while somebody writes: each text differs from the one before by a letter, at a place of its own. */
export async function check(keys: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const lines of sizes) {
    const texts = typed(longDocument(lines), keys);
    const { issues } = checkOffering(texts[0] ?? "", context);
    if (issues.length > 0) throw new Error(`The document of ${lines} lines has issues: ${issues[0]?.message}`);
    const took = await timed(texts, (text) => checkOffering(text, context));
    const bare = await timed(texts, (text) => parseDocument(text, { uniqueKeys: false }));
    const aim = aims[lines];
    figures.push({
      name: `check of ${lines} lines as they are written, p95`,
      value: p95(took),
      unit: "ms",
      ...(aim === undefined ? {} : { aim }),
      limit: { what: "the YAML parser alone", value: p95(bare) },
    });
  }
  return figures;
}

/** A letter more at the end of a title, in one place of the document after the other. */
function typed(source: string, keys: number): string[] {
  const lines = source.split("\n");
  const titles = lines.flatMap((line, index) => (/^ +title: /.test(line) ? [index] : []));
  return Array.from({ length: keys }, (_, key) => {
    const at = titles[(key * 7) % titles.length] ?? 0;
    return lines.map((line, index) => (index === at ? `${line}${"x".repeat(1 + (key % 3))}` : line)).join("\n");
  });
}

async function timed(texts: readonly string[], work: (text: string) => unknown): Promise<number[]> {
  const took: number[] = [];
  for (const text of texts) {
    const began = performance.now();
    work(text);
    took.push(performance.now() - began);
    await turn();
  }
  return took;
}
