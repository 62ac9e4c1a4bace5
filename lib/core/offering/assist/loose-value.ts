import type { Json } from "#lib/core/json.ts";
import type { Loose, LooseText } from "./loose.ts";

/** What is written, as a value; null where nothing is yet. */
export function valueOf(loose: Loose | null): Json {
  switch (loose?.kind) {
    case "map":
      return Object.fromEntries([...loose.entries].map(([name, { value }]) => [name, valueOf(value)]));
    case "list":
      return loose.items.map(valueOf);
    case "text":
      return scalar(loose);
    default:
      return null;
  }
}

/** YAML 1.2, core schema. */
function scalar({ text, quote }: LooseText): Json {
  if (quote === "|") return `${outdented(text)}\n`;
  if (quote !== "") return text;
  if (text === "true" || text === "false") return text === "true";
  if (text === "null" || text === "~" || text === "") return null;
  return /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}

function outdented(text: string): string {
  const lines = text.split("\n");
  const least = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(least)).join("\n");
}
