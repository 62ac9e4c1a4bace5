import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Token } from "./token.ts";

/** Deeper than any default a person writes. */
const deepest = 30;

/** The value an expression stands for when it is written out; undefined when it has to be computed. */
export function literal(tokens: readonly Token[]): Json | undefined {
  const reader: Reader = { tokens, at: 0 };
  const value = valueAt(reader, 0);
  skipLines(reader);
  return value !== undefined && reader.at >= tokens.length ? value : undefined;
}

interface Reader {
  tokens: readonly Token[];
  at: number;
}

const words: Record<string, Json> = { true: true, false: false, null: null };

function valueAt(reader: Reader, depth: number): Json | undefined {
  skipLines(reader);
  const token = reader.tokens[reader.at];
  if (token === undefined || depth > deepest) return undefined;
  reader.at += 1;
  switch (token.kind) {
    case "text":
      return token.text;
    case "number":
      return Number(token.text);
    case "name":
      return Object.hasOwn(words, token.text) ? words[token.text] : undefined;
    case "sign":
      if (token.text === "[") return listAt(reader, depth);
      if (token.text === "{") return objectAt(reader, depth);
      return token.text === "-" ? negative(reader) : undefined;
    default:
      return undefined;
  }
}

function negative(reader: Reader): Json | undefined {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "number") return undefined;
  reader.at += 1;
  return -Number(token.text);
}

function listAt(reader: Reader, depth: number): Json[] | undefined {
  const items: Json[] = [];
  while (!takes(reader, "]")) {
    const item = valueAt(reader, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (!takes(reader, ",")) return takes(reader, "]") ? items : undefined;
  }
  return items;
}

function objectAt(reader: Reader, depth: number): JsonObject | undefined {
  const members: [string, Json][] = [];
  while (!takes(reader, "}")) {
    const key = reader.tokens[reader.at];
    reader.at += 1;
    if (key === undefined || key.kind === "sign" || key.kind === "template") return undefined;
    if (!takes(reader, "=") && !takes(reader, ":")) return undefined;
    const value = valueAt(reader, depth + 1);
    if (value === undefined) return undefined;
    members.push([key.text, value]);
    takes(reader, ",");
  }
  return Object.fromEntries(members);
}

function takes(reader: Reader, sign: string): boolean {
  skipLines(reader);
  const token = reader.tokens[reader.at];
  if (token?.kind !== "sign" || token.text !== sign) return false;
  reader.at += 1;
  return true;
}

function skipLines(reader: Reader): void {
  while (reader.tokens[reader.at]?.kind === "line") reader.at += 1;
}
