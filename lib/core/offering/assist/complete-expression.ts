import type { Field } from "#lib/core/expression/shape.ts";
import type { CheckContext } from "#lib/core/offering/rules/room.ts";
import { chainPattern, fieldAt, kindOf, namesIn, withLocals } from "./chain.ts";
import { described } from "./described.ts";
import type { ExpressionPlace } from "./expression-place.ts";
import { methodsOf, plainFunctions } from "./functions.ts";
import type { Completion, Completions } from "./shape.ts";

/** Where in the text the cursor is, and what of the expression stands before it. */
export interface Written {
  before: string;
  offset: number;
  /** The quotes that an expression may use: others than the text it stands in. */
  quote: '"' | "'";
}

/** What may be written in an expression at the cursor. */
export function completeExpression(
  written: Written,
  place: ExpressionPlace,
  context: CheckContext,
): Completions | null {
  const asked = { ...place, scope: withLocals(place.scope, written.before) };
  return compared(written, asked) ?? member(written, asked, context) ?? root(written, asked, context);
}

const memberPattern = new RegExp(String.raw`(${chainPattern}(?:\(\))?)(\.\??|\[\??["']?)([\w-]*)$`);
const rootPattern = /(?:^|[^\w.\])"'])([A-Za-z_]\w*)?$/;
const comparedPattern = new RegExp(String.raw`(${chainPattern})\s*(?:==|!=)\s*(["']?)([\w-]*)$`);

/** `inputs.size == …`: the values it may have. */
function compared({ before, offset, quote }: Written, { scope }: ExpressionPlace): Completions | null {
  const [, chain = "", opened = "", typed = ""] = comparedPattern.exec(before) ?? [];
  const shape = chain === "" ? undefined : fieldAt(scope, namesIn(chain))?.shape;
  if (shape?.kind !== "string" || !shape.literals) return null;
  const closing = opened === "" ? quote : opened;
  const options = shape.literals.map((value): Completion => {
    const text = `${closing}${value}${closing}`;
    return { label: opened === "" ? text : value, kind: "value", insert: opened === "" ? text : `${value}${closing}` };
  });
  return { from: offset - typed.length, to: offset, options };
}

/** `inputs.…`, `steps.database.outputs.…`, `inputs.name.…` */
function member(written: Written, place: ExpressionPlace, context: CheckContext): Completions | null {
  const { before, offset } = written;
  const [whole, chain = "", access = "", typed = ""] = memberPattern.exec(before) ?? [];
  if (whole === undefined) return null;
  const names = namesIn(chain);
  const field = chain.endsWith("()") ? undefined : fieldAt(place.scope, names);
  if (!field) return { from: offset, to: offset, options: [] };
  const from = offset - typed.length;
  const start = from - access.length;
  const asked = before.slice(0, before.length - whole.length).endsWith("has(");
  const fields = field.shape.kind === "object" ? Object.entries(field.shape.fields) : [];
  const options = fields.map(([name, held]) => {
    const info = infoOf(described(place, [...names, name], context));
    const insert = memberText(name, held, access, asked, written.quote);
    const same = insert === `${access}${name}`;
    return option(name, held, kindIn(names), info, same ? {} : { insert, from: start });
  });
  const called = access === "." ? methodsOf(field.shape, /\.\?\w+$|\[\?[^\]]*\]$/.test(chain)) : [];
  return { from, to: offset, options: [...options, ...called] };
}

/** A name as it has to be written behind its object: what may be absent brings what stands in for it. */
function memberText(name: string, held: Field, access: string, asked: boolean, quote: string): string {
  const plain = /^[A-Za-z_]\w*$/.test(name);
  const optional = access.includes("?") ? "?" : "";
  if (access.startsWith("[")) return `[${optional}${quote}${name}${quote}]`;
  if (!held.optional || asked || optional || held.shape.kind === "object")
    return plain ? `${access}${name}` : `[${optional}${quote}${name}${quote}]`;
  const safe = plain ? `.?${name}` : `[?${quote}${name}${quote}]`;
  return `${safe}.orValue(${standIn(held, quote)})`;
}

function standIn({ shape }: Field, quote: string): string {
  const values: Partial<Record<string, string>> = { int: "0", double: "0.0", bool: "false", list: "[]", map: "{}" };
  return values[shape.kind] ?? `${quote}${quote}`;
}

/** The beginning of a name: roots, names of items, functions. */
function root({ before, offset }: Written, place: ExpressionPlace, context: CheckContext): Completions | null {
  const found = rootPattern.exec(before);
  if (!found || insideText(before)) return null;
  const from = offset - (found[1]?.length ?? 0);
  const names = Object.entries(place.scope).map(([name, field]) =>
    option(name, field, "name", infoOf(described(place, [name], context)), {}),
  );
  const words = ["true", "false"].map((label): Completion => ({ label, kind: "value" }));
  return { from, to: offset, options: [...names, ...plainFunctions(), ...words] };
}

function option(
  label: string,
  field: Field,
  kind: Completion["kind"],
  info: string | undefined,
  more: Pick<Completion, "insert" | "from">,
): Completion {
  const detail = `${kindOf(field)}${field.secret ? ", secret" : ""}`;
  return { label, kind, detail, ...(info === undefined ? {} : { info }), ...more };
}

function kindIn(names: readonly (string | number)[]): Completion["kind"] {
  if (names[0] === "inputs") return "question";
  if (names[0] !== "steps") return "name";
  return names.length === 1 ? "step" : "output";
}

export function infoOf({ title, description, origin }: ReturnType<typeof described>): string | undefined {
  const said = [title, description, origin].filter((text) => text !== undefined && text !== "");
  return said.length === 0 ? undefined : said.join("\n");
}

/** An odd number of quotes before the cursor: a text of the expression's own is being written. */
function insideText(before: string): boolean {
  const rest = before.replace(/"[^"]*"|'[^']*'/g, "");
  return rest.includes('"') || rest.includes("'");
}
