import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { pinIn } from "#lib/core/adapter/offering.ts";
import { checkExpression } from "#lib/core/expression/check.ts";
import { holdsSecret, own, spoken } from "#lib/core/expression/shape.ts";
import type { Field, Scope, Shape } from "#lib/core/expression/shape.ts";
import { shapeOfSchema, shapeOfValue } from "#lib/core/expression/shape-of-schema.ts";
import { hasExpression, parseTemplate, TemplateError } from "#lib/core/expression/template.ts";
import { acceptKnown } from "#lib/core/form/known.ts";
import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { ChildOffering } from "#lib/core/offering/bundle/child.ts";
import type { Way } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { textsIn } from "./expressions.ts";
import { error, oneOf, warn } from "./room.ts";
import type { Room } from "./room.ts";

/** Holds the answers that a step gives to another offering against what that asks. */
export function checkChild(room: Room, way: Way, path: Path, scope: Scope): void {
  const name = way.with["offering"];
  const child = typeof name === "string" && pinIn(way.with) ? own(room.context.children ?? {}, name) : undefined;
  if (!child || !adapterDefinition(way.uses).config.safeParse(way.with).success) return;
  warnOfDeprecated(room, child, path);
  const asked = shapeOfSchema(child.document.inputs);
  if (asked.kind !== "object") return;
  const parts = ["from", "inputs"].flatMap((key) => {
    const given = way.with[key];
    return given === undefined ? [] : [givenIn(given, [...path, "with", key], scope)];
  });
  for (const part of parts) for (const one of part.answers) checkAnswer(room, one, asked.fields, child);
  // What nobody can look into is judged with each order.
  if (parts.some(({ known }) => !known)) return;
  checkMissing(room, parts, asked.fields, child, path);
  checkLiterals(room, way, child, path);
}

function warnOfDeprecated(room: Room, { document }: ChildOffering, path: Path): void {
  const { name, lifecycle, successor } = document.metadata;
  if (lifecycle !== "deprecated") return;
  const instead = successor === undefined ? "." : `; its team says to use ${successor} instead.`;
  warn(room, [...path, "with", "offering"], `${name} is deprecated${instead}`);
}

interface GivenAnswer {
  name: string;
  path: Path;
  field: Field;
}

interface Given {
  /** False where an expression yields an object of any members. */
  known: boolean;
  answers: GivenAnswer[];
}

function givenIn(given: Json, path: Path, scope: Scope): Given {
  const shape = shapeGiven(given, scope);
  if (shape.kind !== "object") return { known: false, answers: [] };
  const inside = typeof given === "string" ? () => path : (name: string) => [...path, name];
  const answers = Object.entries(shape.fields).map(([name, field]) => ({ name, path: inside(name), field }));
  return { known: true, answers };
}

/** What a value of the document will be once its expressions are worked out. */
function shapeGiven(value: Json, scope: Scope): Shape {
  if (typeof value === "string") return shapeOfText(value, scope);
  if (Array.isArray(value))
    return value.some((one) => textsIn(one, []).length > 0) ? { kind: "dyn" } : shapeOfValue(value);
  if (!isJsonObject(value)) return shapeOfValue(value);
  const fields = Object.entries(value).map(([name, held]): [string, Field] => [
    name,
    { shape: shapeGiven(held, scope), secret: textsIn(held, []).some(({ text }) => readsSecret(text, scope)) },
  ]);
  return { kind: "object", fields: Object.fromEntries(fields) };
}

function shapeOfText(text: string, scope: Scope): Shape {
  if (!hasExpression(text)) return { kind: "string", literals: [text] };
  const template = templateOf(text);
  const [only] = template?.parts.flatMap((part) => ("expression" in part ? [part.expression] : [])) ?? [];
  return template?.whole && only !== undefined ? checkExpression(only, scope).shape : { kind: "string" };
}

function readsSecret(text: string, scope: Scope): boolean {
  const parts = templateOf(text)?.parts ?? [];
  return parts.some(
    (part) =>
      "expression" in part &&
      checkExpression(part.expression, scope).reads.some((read) => read.secret && !read.presence),
  );
}

function templateOf(text: string) {
  try {
    return parseTemplate(text);
  } catch (failure) {
    // Told where expressions are checked.
    if (failure instanceof TemplateError) return undefined;
    throw failure;
  }
}

function checkAnswer(
  room: Room,
  { name, path, field }: GivenAnswer,
  asked: Record<string, Field>,
  child: ChildOffering,
) {
  const question = own(asked, name);
  const { title } = child.document.metadata;
  if (!question) return void oneOf(room, "error", path, name, Object.keys(asked), `not asked by ${title}`);
  if (leaks(field, question))
    error(
      room,
      path,
      `${name} is or holds a secret, and ${title} does not ask for it as one: it would be stored in clear.`,
    );
  if (!fits(field.shape, question.shape))
    error(room, path, `${name} has to be ${spoken(question.shape)}, and this is ${spoken(field.shape)}.`);
}

/** Whether a secret would enter where the offering expects none. */
function leaks(given: Field, asked: Field): boolean {
  if (asked.secret === true) return false;
  if (given.shape.kind !== "object" || asked.shape.kind !== "object")
    return given.secret === true || (holdsSecret(given.shape) && !holdsSecret(asked.shape));
  const questions = asked.shape.fields;
  return Object.entries(given.shape.fields).some(([name, inner]) => {
    const question = own(questions, name);
    return question ? leaks(inner, question) : inner.secret === true || holdsSecret(inner.shape);
  });
}

/** Only what is sure. */
function fits(given: Shape, asked: Shape): boolean {
  const same = (kind: Shape["kind"]) => (kind === "int" ? "double" : kind === "map" ? "object" : kind);
  if (given.kind === "dyn" || asked.kind === "dyn" || given.kind === "null") return true;
  return same(given.kind) === same(asked.kind) && !(given.kind === "double" && asked.kind === "int");
}

function checkMissing(
  room: Room,
  parts: readonly Given[],
  asked: Record<string, Field>,
  child: ChildOffering,
  path: Path,
): void {
  const { required, properties } = child.document.inputs;
  const questions = isJsonObject(properties) ? properties : {};
  const names = (Array.isArray(required) ? required : []).filter((name) => typeof name === "string");
  const sure = new Set(
    parts.flatMap(({ answers }) => answers.flatMap(({ name, field }) => (field.optional ? [] : [name]))),
  );
  const missing = names.filter((name) => {
    const question = own(questions, name);
    return !sure.has(name) && own(asked, name) && !(isJsonObject(question) && question["default"] !== undefined);
  });
  if (missing.length === 0) return;
  const place = [...path, "with", "offering"];
  error(
    room,
    place,
    `${child.document.metadata.title} needs an answer to ${missing.join(", ")}.`,
    room.locate.key(place),
  );
}

/** Answers that stand in the document itself have to fit the questions. */
function checkLiterals(room: Room, way: Way, { document }: ChildOffering, path: Path): void {
  const given = way.with["inputs"];
  if (!isJsonObject(given)) return;
  const literal: JsonObject = {};
  for (const [name, value] of Object.entries(given)) if (textsIn(value, []).length === 0) literal[name] = value;
  const read = acceptKnown(document, literal, new Set(["(what is not written here)"]));
  if (read.ok) return;
  for (const { path: at, message } of read.issues) {
    const [name = "", ...rest] = at.split("/").slice(1);
    if (Object.hasOwn(literal, name))
      error(room, [...path, "with", "inputs", name], `${name}${pointer(...rest).replaceAll("/", ".")}: ${message}`);
  }
}
