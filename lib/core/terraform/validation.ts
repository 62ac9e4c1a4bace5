import type { Json, JsonObject } from "#lib/core/json.ts";
import type { Block } from "./block.ts";
import { literal } from "./literal.ts";
import type { Token } from "./token.ts";

/** What the `validation` blocks of a variable ask, as far as it is plainly said. */
export interface Validation {
  /** Keywords of JSON Schema: enum, minimum, pattern … A pattern is in Go's words and may not be one elsewhere. */
  asks: JsonObject;
  /** The module's own sentences for those who do not meet what says less plainly what it asks. */
  says: string[];
}

/** Reads the conditions that authors usually write; any other is left to Terraform. */
export function validationOf(variable: string, blocks: readonly Block[]): Validation {
  const found: Validation = { asks: {}, says: [] };
  for (const { type, body } of blocks) {
    if (type !== "validation") continue;
    const condition = (body.attributes.get("condition") ?? []).filter(({ kind }) => kind !== "line");
    const asks = clauses(condition).map((clause) => asked(variable, clause));
    Object.assign(found.asks, ...asks);
    const message = literal(body.attributes.get("error_message") ?? []);
    const plain = asks.every((one) => Object.keys(one).length > 0 && one["pattern"] === undefined);
    if (!plain && typeof message === "string" && message.trim() !== "") found.says.push(message.trim());
  }
  return found;
}

/** The parts that all have to hold. */
function clauses(condition: readonly Token[]): string[] {
  const parts: string[] = [""];
  let open = 0;
  for (const [at, { kind, text }] of condition.entries()) {
    if (kind === "sign") open += "([{".includes(text) ? 1 : ")]}".includes(text) ? -1 : 0;
    const and = kind === "sign" && text === "&" && open === 0;
    if (and) {
      if (condition[at - 1]?.text === "&") parts.push("");
    } else parts[parts.length - 1] += written(kind, text);
  }
  return parts.map((part) => part.replace(/^var\.[\w-]+==null\|\|/, ""));
}

/** Blanks and layout do not matter; a template has to be computed and fits nothing. */
function written(kind: Token["kind"], text: string): string {
  if (kind === "text") return JSON.stringify(text);
  return kind === "template" ? "\u0000" : text;
}

const limits: Record<string, { number: string; length: string; more: number }> = {
  ">=": { number: "minimum", length: "min", more: 0 },
  ">": { number: "exclusiveMinimum", length: "min", more: 1 },
  "<=": { number: "maximum", length: "max", more: 0 },
  "<": { number: "exclusiveMaximum", length: "max", more: -1 },
};

const turned: Record<string, string> = { ">=": "<=", ">": "<", "<=": ">=", "<": ">" };

function asked(variable: string, clause: string): JsonObject {
  const name = `var\\.${variable.replaceAll(/[^\w-]/g, "\\$&")}`;
  const match = (pattern: string) => new RegExp(`^${pattern}$`).exec(clause);
  const among = match(`contains\\((\\[.*\\]),${name}\\)`)?.[1];
  if (among !== undefined) return oneOf(among);
  const fitting = match(`can\\(regex\\(("(?:[^"\\\\]|\\\\.)*"),${name}\\)\\)`)?.[1];
  if (fitting !== undefined) return { pattern: JSON.parse(fitting) as string };
  const number = match(`${name}(>=|<=|>|<)(-?[\\d.]+)`) ?? reversed(match(`(-?[\\d.]+)(>=|<=|>|<)${name}`));
  if (number) return numberLimit(number[1] ?? "", Number(number[2]));
  const length = match(`length\\((?:trimspace\\()?${name}\\)?\\)(>=|<=|>|<)(\\d+)`);
  if (length) return lengthLimit(length[1] ?? "", Number(length[2]));
  return match(`${name}!=""`) ? { minLength: 1 } : {};
}

function reversed(match: RegExpExecArray | null): string[] | undefined {
  return match ? ["", turned[match[2] ?? ""] ?? "", match[1] ?? ""] : undefined;
}

function oneOf(list: string): JsonObject {
  try {
    const values = JSON.parse(list.replace(/,\]$/, "]")) as Json;
    const plain = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value !== "object");
    return plain ? { enum: [...new Set(values)] } : {};
  } catch {
    // Holds names that have to be computed.
    return {};
  }
}

function numberLimit(sign: string, value: number): JsonObject {
  const limit = limits[sign];
  return limit && Number.isFinite(value) ? { [limit.number]: value } : {};
}

function lengthLimit(sign: string, value: number): JsonObject {
  const limit = limits[sign];
  const count = value + (limit?.more ?? 0);
  return limit && count >= 0 ? { [`${limit.length}Length`]: count } : {};
}
