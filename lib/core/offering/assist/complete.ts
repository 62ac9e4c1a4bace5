import type { JsonObject } from "#lib/core/json.ts";
import type { CheckContext } from "#lib/core/offering/rules/room.ts";
import { choicesAt, namesIn } from "./choices.ts";
import type { Known } from "./choices.ts";
import { completeExpression } from "./complete-expression.ts";
import { expressionPlace } from "./expression-place.ts";
import { namesAt } from "./loose.ts";
import type { Where } from "./loose.ts";
import { looseOffering } from "./loose-offering.ts";
import { valueOf } from "./loose-value.ts";
import { readLoosely } from "./read-loosely.ts";
import { choicesOf, descriptionOf, propertiesOf, schemasAt, typeOf } from "./schema-at.ts";
import type { Completion, Completions } from "./shape.ts";

/** What may be written at a place of a document, also while it is no YAML yet. */
export function complete(source: string, offset: number, context: CheckContext = {}): Completions | null {
  const { root, where } = readLoosely(source, offset);
  if (!where) return null;
  const known = { root, context };
  const opened = openExpression(source, where, offset);
  if (opened !== undefined) {
    const place = expressionPlace(looseOffering(valueOf(root), context), where.path, context);
    const quote = where.quote === '"' ? "'" : '"';
    return place ? completeExpression({ before: opened, offset, quote }, place, context) : null;
  }
  const options = optionsAt(known, source, where, offset);
  return options.length === 0 ? null : { ...placeOf(where, offset), options };
}

/** The expression that is open at the cursor, as far as it is written. */
export function openExpression(source: string, where: Where, offset: number): string | undefined {
  const before = source.slice(where.from, offset);
  const from = before.lastIndexOf("${{");
  if (from === -1 || before.indexOf("}}", from) !== -1) return undefined;
  return before.slice(from + 3);
}

/** The word at the cursor without its quotes; what stands behind the cursor stays. */
function placeOf(where: Where, offset: number): { from: number; to: number } {
  const from = where.quote === '"' || where.quote === "'" ? where.from + 1 : where.from;
  return { from: Math.min(from, offset), to: offset };
}

function optionsAt(known: Known, source: string, where: Where, offset: number): Completion[] {
  const { kind, path } = where;
  if (kind === "key") return keysAt(known, source, where, path);
  if (kind === "item") return dashed(valuesAt(known, [...path, Number.MAX_SAFE_INTEGER]), where, known);
  if (kind === "value") return valuesAt(known, path);
  // Where anything may stand, the names that are known are what is meant.
  if (namesIn(known, path)) return keysAt(known, source, where, path);
  const schemas = schemasAt(known.root, path);
  if (schemas.some(({ type }) => type === "array"))
    return dashed(valuesAt(known, [...path, 0]), { ...where, path }, known);
  const keys = keysAt(known, source, where, path);
  return keys.length > 0 || offset < where.from ? keys : valuesAt(known, path);
}

/** The names an object may still have. */
function keysAt(known: Known, source: string, where: Where, path: Where["path"]): Completion[] {
  const taken = new Set(namesAt(known.root, path).filter((name) => name !== where.text || where.kind !== "key"));
  const open = namesIn(known, path);
  const own =
    open ??
    [...propertiesOf(schemasAt(known.root, path))].map(([name, { schema, required }]) =>
      keyOf(known, path, name, schema, required),
    );
  const complete = source[where.to] === ":";
  return own
    .filter(({ label }) => !taken.has(label))
    .map((option) => (complete ? { ...option } : { ...option, insert: keyText(known, where, path, option.label) }));
}

function keyOf(known: Known, path: Where["path"], name: string, schema: JsonObject, required: boolean): Completion {
  const schemas = schemasAt(known.root, [...path, name]);
  const detail = [typeOf(schemas), required ? "needed" : undefined].filter((word) => word !== undefined).join(", ");
  const info = descriptionOf([schema, ...schemas]);
  return { label: name, kind: "key", ...(detail === "" ? {} : { detail }), ...(info === undefined ? {} : { info }) };
}

/** A name with its colon and what begins behind it. */
function keyText(known: Known, { flow, column }: Where, path: Where["path"], name: string): string {
  const written = /^[A-Za-z_$][\w$.-]*$/.test(name) ? name : JSON.stringify(name);
  const types = schemasAt(known.root, [...path, name]).map(({ type }) => type);
  if (flow || types.length === 0 || types.includes("string")) return `${written}: `;
  const below = `\n${" ".repeat(column + 2)}`;
  if (types.includes("object")) return `${written}:${below}`;
  return types.includes("array") ? `${written}:${below}- ` : `${written}: `;
}

function valuesAt(known: Known, path: Where["path"]): Completion[] {
  const choices = choicesAt(known, path);
  if (choices) return choices;
  const schemas = schemasAt(known.root, path);
  return choicesOf(schemas).map((label) => ({ label, kind: "value" }));
}

/** Entries of a list, each with its dash. */
function dashed(values: readonly Completion[], where: Where, known: Known): Completion[] {
  const item = [...where.path, Number.MAX_SAFE_INTEGER];
  const names = values.length > 0 ? [] : [...propertiesOf(schemasAt(known.root, item)).keys()];
  const keys = names.map((name): Completion => ({ label: `- ${name}`, kind: "key", insert: `- ${name}: ` }));
  return [...values.map((value) => ({ ...value, label: `- ${value.label}` })), ...keys];
}
