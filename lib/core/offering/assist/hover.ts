import type { CheckContext } from "#lib/core/offering/rules/room.ts";
import { chainPattern, fieldAt, kindOf, namesIn, withLocals } from "./chain.ts";
import { choicesAt, namesIn as namesOf } from "./choices.ts";
import { described } from "./described.ts";
import { expressionPlace } from "./expression-place.ts";
import { functionInfo } from "./functions.ts";
import { looseOffering } from "./loose-offering.ts";
import { valueOf } from "./loose-value.ts";
import { readLoosely } from "./read-loosely.ts";
import { choicesOf, descriptionOf, schemasAt, typeOf } from "./schema-at.ts";
import type { Hover } from "./shape.ts";
import type { Loose, Where } from "./loose.ts";

/** What the word at a place of a document means. */
export function hover(source: string, offset: number, context: CheckContext = {}): Hover | null {
  const { root, where } = readLoosely(source, offset);
  if (!where || where.text === "") return null;
  const expression = expressionAround(source, where, offset);
  if (expression) return overExpression(root, where, expression, offset, context);
  return where.kind === "key" ? overKey(root, where, context) : overValue(root, where, context);
}

interface Around {
  text: string;
  /** Where it begins. */
  from: number;
}

function expressionAround(source: string, where: Where, offset: number): Around | undefined {
  const text = source.slice(where.from, where.to);
  for (const found of text.matchAll(/\$\{\{([\s\S]*?)(?:\}\}|$)/g)) {
    const from = where.from + found.index + 3;
    const inner = found[1] ?? "";
    if (from <= offset && offset <= from + inner.length) return { text: inner, from };
  }
  return undefined;
}

/** The chain of names below the pointer, up to the name it is on. */
function overExpression(
  root: Loose | null,
  where: Where,
  { text, from }: Around,
  offset: number,
  context: CheckContext,
): Hover | null {
  const at = offset - from;
  const chain = [...text.matchAll(new RegExp(chainPattern, "g"))].find(
    ({ index, 0: written }) => index <= at && at < index + written.length,
  );
  if (!chain) return null;
  const upTo = at - chain.index + (/^[\w"'\]-]*/.exec(text.slice(at))?.[0].length ?? 0);
  const name = chain[0].slice(0, upTo);
  const place = { from: from + chain.index, to: from + chain.index + name.length };
  const last = /\w+$/.exec(name)?.[0] ?? "";
  const called = text[chain.index + name.length] === "(" ? functionInfo(last) : undefined;
  if (called !== undefined)
    return { ...place, from: place.to - last.length, name: last, type: "function", description: called };
  const read = expressionPlace(looseOffering(valueOf(root), context), where.path, context);
  if (!read) return null;
  const names = namesIn(name);
  const field = fieldAt(withLocals(read.scope, text.slice(0, at)), names);
  if (!field) return null;
  const secret = field.secret ? ", secret" : "";
  return { ...place, name, type: `${kindOf(field)}${secret}`, ...described(read, names, context) };
}

function overKey(root: Loose | null, { path, text, from, to }: Where, context: CheckContext): Hover | null {
  const schemas = schemasAt(root, [...path, text]);
  const named = namesOf({ root, context }, path)?.find(({ label }) => label === text);
  const type = named?.detail ?? typeOf(schemas);
  const description = named?.info ?? descriptionOf(schemas);
  const values = choicesOf(schemas);
  if (type === undefined && description === undefined) return null;
  const origin =
    values.length > 0 && values.length <= 12 && type !== "true or false" ? `One of ${values.join(", ")}.` : undefined;
  return {
    from,
    to,
    name: text,
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** A value that is one of some. */
function overValue(root: Loose | null, { path, text, from, to }: Where, context: CheckContext): Hover | null {
  const choice = choicesAt({ root, context }, path)?.find(({ label }) => label === text);
  if (!choice) return null;
  const { detail, info } = choice;
  if (detail === undefined && info === undefined) return null;
  return {
    from,
    to,
    name: text,
    ...(detail === undefined ? {} : { type: detail }),
    ...(info === undefined ? {} : { description: info }),
  };
}
