import type { z } from "zod";
import { adapterDefinition } from "#lib/core/adapter/index.ts";
import { mark } from "#lib/core/adapter/markdown-text.ts";
import { checkExpression } from "#lib/core/expression/check.ts";
import { spoken } from "#lib/core/expression/shape.ts";
import type { Scope, Shape } from "#lib/core/expression/shape.ts";
import { hasExpression } from "#lib/core/expression/template.ts";
import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import type { Way } from "#lib/core/offering/document.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { dotted, issueAt, kindsOf, withFix } from "#lib/core/offering/sentence.ts";
import { conditionIn } from "./expressions.ts";
import type { Room } from "./room.ts";

interface Sampled {
  path: Path;
  expression: string;
  /** Where the expression begins in its text. */
  offset: number;
  shape: Shape;
}

/**
 * Holds the kind of what each expression yields against what the adapter takes there: with a value of that kind in its place,
 * what a step sends has to be of the right form. Only the kind is sure; how long a text is, or what it says, is seen with an order.
 */
export function checkFit(room: Room, way: Way, at: Path, scope: Scope): void {
  const definition = adapterDefinition(way.uses);
  const sampled: Sampled[] = [];
  const sample = (value: Json, path: Path): Json => {
    if (Array.isArray(value)) return value.map((item, position) => sample(item, [...path, position]));
    if (isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, sample(held, [...path, name])]));
    if (typeof value !== "string") return value;
    if (definition.markdownAt(pointer(...path))) return { markdown: mark(0), values: [value] };
    if (!hasExpression(value)) return value;
    const expression = conditionIn(value);
    if (expression === "") return "text";
    const { shape, issues } = checkExpression(expression, scope);
    if (issues.every(({ severity }) => severity !== "error"))
      sampled.push({ path, expression, offset: value.indexOf(expression), shape });
    return sampleOf(shape);
  };
  const read = definition.payload.safeParse(sample(way.with, []));
  if (read.success) return;
  for (const one of sampled) {
    const expected = expectedAt(read.error.issues, one.path);
    if (expected === undefined || one.shape.kind === "dyn" || one.shape.kind === "null") continue;
    tell(room, [...at, "with"], one, expected);
  }
}

function tell(room: Room, at: Path, { path, expression, offset, shape }: Sampled, expected: string): void {
  const place = room.locate.value([...at, ...path]);
  const message = `${dotted(path)} has to be ${kindsOf(expected)}, and this is ${spoken(shape)}.`;
  const issue = issueAt("error", [...at, ...path], place, message);
  const trimmed = expression.trim();
  const inside = room.locate.part([...at, ...path], offset + expression.indexOf(trimmed), trimmed.length);
  const asText = expected === "string" && ["int", "double", "bool"].includes(shape.kind);
  room.issues.push(asText ? withFix(issue, inside, `string(${trimmed})`) : issue);
}

/** The kind of value that is wanted where something of another kind stands. */
function expectedAt(issues: readonly z.core.$ZodIssue[], path: Path): string | undefined {
  const wanted = pointer(...path);
  const issue = issues.find((one) => pointer(...one.path.map(String)) === wanted);
  if (issue?.code === "invalid_type") return issue.expected;
  if (issue?.code !== "invalid_union") return undefined;
  // None of what it may be is of this kind.
  const kinds = issue.errors.map(([first]) =>
    first?.code === "invalid_type" && first.path.length === 0 ? first.expected : undefined,
  );
  return kinds.length > 0 && kinds.every((kind) => kind !== undefined) ? kinds[0] : undefined;
}

function sampleOf(shape: Shape): Json {
  switch (shape.kind) {
    case "string":
      return shape.literals?.[0] ?? "text";
    case "int":
      return 1;
    case "double":
      return 1.5;
    case "bool":
      return true;
    case "list":
      return [sampleOf(shape.items)];
    case "object":
      return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, sampleOf(field.shape)]));
    case "map":
      return {};
    case "timestamp":
      return "2027-01-31T10:00:00Z";
    case "null":
    case "dyn":
      return null;
  }
}
