import { checkExpression } from "#lib/core/expression/check.ts";
import type { ExpressionIssue, Read } from "#lib/core/expression/check.ts";
import { linearPattern } from "#lib/core/expression/linear.ts";
import type { Scope } from "#lib/core/expression/shape.ts";
import { TemplateError, hasExpression, parseTemplate, wholeExpression } from "#lib/core/expression/template.ts";
import type { Template } from "#lib/core/expression/template.ts";
import type { Json } from "#lib/core/json.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import { quoted } from "#lib/core/offering/quoted.ts";
import { issueAt, withFix } from "#lib/core/offering/sentence.ts";
import { error } from "./room.ts";
import type { Room } from "./room.ts";

/** So many that no document of a person has them; each takes time whenever a plan is made. */
const most = { expressions: 1_000, cost: 250_000 };

/** Checks every expression in a text and gives what they read. */
export function checkText(room: Room, path: Path, text: string, scope: Scope): Read[] {
  const template = takeApart(room, path, text);
  if (!template) return [];
  return template.parts.flatMap((part) =>
    "expression" in part ? checkPart(room, path, part.expression, part.offset, scope, "any") : [],
  );
}

/** Checks a text that has to be one whole expression which yields true or false. */
export function checkCondition(room: Room, path: Path, text: string, scope: Scope): Read[] {
  const template = takeApart(room, path, text);
  if (!template) return [];
  const [only, ...others] = template.parts.flatMap((part) => ("expression" in part ? [part] : []));
  if (template.whole && only) return checkPart(room, path, only.expression, only.offset, scope, "bool");
  const place = room.locate.value(path);
  const name = String(path.at(-1));
  const issue = issueAt(
    "error",
    path,
    place,
    `${name} is one whole expression: \${{ … }}, with nothing before or behind it.`,
  );
  const written = only || others.length > 0 ? undefined : quoted(`\${{ ${text.trim()} }}`);
  room.issues.push(written === undefined ? issue : withFix(issue, place, written));
  return [];
}

/** The expression that a condition is; empty when it is none, which is told where conditions are checked. */
export function conditionIn(text: string): string {
  try {
    return wholeExpression(text)?.expression ?? "";
  } catch (failure) {
    if (failure instanceof TemplateError) return "";
    throw failure;
  }
}

function takeApart(room: Room, path: Path, text: string): Template | undefined {
  try {
    return parseTemplate(text);
  } catch (failure) {
    if (!(failure instanceof TemplateError)) throw failure;
    // One brace at the end, where two were meant.
    if (/[^}]\}\s*$/.test(text)) {
      const last = room.locate.part(path, text.trimEnd().length - 1, 1);
      const told = issueAt("error", path, room.locate.part(path, failure.offset, 3), failure.message);
      room.issues.push(withFix(told, last, "}}", "Close it with }}"));
      return undefined;
    }
    const hint = room.locate.bare(path) ? " A # or a line break ended it: put the whole text in quotes." : "";
    error(room, path, `${failure.message}${hint}`, room.locate.part(path, failure.offset, 3));
    return undefined;
  }
}

function checkPart(
  room: Room,
  path: Path,
  expression: string,
  offset: number,
  scope: Scope,
  want: "bool" | "any",
): Read[] {
  const { issues, reads, cost } = checkExpression(expression, scope, want, linearPattern);
  for (const issue of issues) room.issues.push(placed(room, path, issue, offset));
  // Each is taken apart and handed its values, whatever it computes.
  room.cost += cost + 20;
  room.expressions += 1;
  return reads;
}

function placed(room: Room, path: Path, issue: ExpressionIssue, offset: number) {
  const place = room.locate.part(path, offset + issue.offset, issue.length);
  const told = issueAt(issue.severity, path, place, issue.message);
  const replacement = issue.fix && withinQuotes(issue.fix.replacement, room.locate.quote(path));
  if (!issue.fix || replacement === undefined) return told;
  return withFix(
    told,
    room.locate.part(path, offset + issue.fix.offset, issue.fix.length),
    replacement,
    issue.fix.title.replace(issue.fix.replacement, replacement),
  );
}

/** With quotes of the expression's own that do not end those around it; undefined where it has both kinds. */
function withinQuotes(text: string, around: '"' | "'" | ""): string | undefined {
  if (around === "" || !text.includes(around)) return text;
  const other = around === '"' ? "'" : '"';
  return text.includes(other) ? undefined : text.replaceAll(around, other);
}

/** Says so when a document computes more than planning an order may take. */
export function checkCost(room: Room): void {
  if (room.expressions <= most.expressions && room.cost <= most.cost) return;
  error(room, [], "This document computes too much; use fewer expressions, and say maxItems in the lists they walk.");
}

/** Every text in a value that holds an expression, with its path. */
export function textsIn(value: Json, path: Path): { path: Path; text: string }[] {
  return allTexts(value, path).filter(({ text }) => hasExpression(text));
}

export function allTexts(value: Json, path: Path): { path: Path; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, position) => allTexts(item, [...path, position]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, held]) => allTexts(held, [...path, name]));
}
