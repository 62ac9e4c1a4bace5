import { z } from "zod";
import { hasExpression, wholeExpression } from "#lib/core/expression/template.ts";

function isWhole(text: string): boolean {
  try {
    return wholeExpression(text) !== undefined;
  } catch {
    // What is wrong inside an expression is the check's to say, with its place.
    return true;
  }
}

/** Both rules say the same: a union passes on what its only fitting kind of value objects to. */
function whole(message: string) {
  return z
    .string()
    .regex(/^\s*\$\{\{[\s\S]*\}\}\s*$/, { error: message, abort: true })
    .refine(isWhole, message);
}

const withExpression = z.string().regex(/\$\{\{/);

/** A value that is no text: itself, or one whole expression. `what` completes "Give …". */
export function orExpression<T extends z.ZodType>(schema: T, what: string) {
  const message = `Give ${what}, or one whole \${{ … }} expression.`;
  return z.union([schema, whole(message)], { error: message });
}

/** A text with rules of its own: they hold where it stands as it is; where expressions are in it, they hold once it is rendered. */
export function orText<T extends z.ZodType<string>>(schema: T, what: string) {
  return z.union([schema, withExpression], { error: `Give ${what}.` });
}

/** A text that may not be empty. */
export const filled = (most: number) => z.string().min(1, "This may not be empty.").max(most);

/** A text that is read when the document is checked, before there are any values. */
export const plain = (most: number) =>
  filled(most).refine((text) => !hasExpression(text), "No expressions here: this is read before there are any values.");

const unitSeconds = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** `30m` → 1800. */
export function seconds(length: string): number {
  const unit = length.at(-1);
  const factor = unit === "m" || unit === "h" || unit === "d" ? unitSeconds[unit] : 1;
  return Number.parseInt(length, 10) * factor;
}

/** What an expression left empty counts as left out. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
