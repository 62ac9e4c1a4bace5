import { isJsonObject, type Json } from "#lib/core/json.ts";
import type { StepProblem } from "#lib/core/problem.ts";

const hidden = "••••••";

export type Redact = (text: string) => string;

/** Every text inside a value: a secret may be a list or an object. */
function textsOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isJsonObject(value)) return Object.values(value).flatMap(textsOf);
  return value === null || typeof value === "boolean" ? [] : [String(value)];
}

/** The ways a secret may be written in what the outside says. */
function writings(secret: string): string[] {
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ];
}

/** Hides these secrets wherever they are written, the longest first, so that none leaves a tail of another. */
export function redactor(secrets: readonly Json[]): Redact {
  const texts = new Set(
    secrets
      .flatMap(textsOf)
      .filter((text) => text !== "")
      .flatMap(wellFormed)
      .flatMap(writings),
  );
  const sorted = [...texts].sort((a, b) => b.length - a.length);
  return (text) => sorted.reduce((clean, secret) => clean.replaceAll(secret, hidden), text);
}

/** A lone surrogate can be neither encoded nor stored; such a text is never sent either. */
function wellFormed(text: string): string[] {
  return text.isWellFormed() ? [text] : [];
}

export function redactProblem(problem: StepProblem, redact: Redact): StepProblem {
  const { detail, remedy } = problem;
  return {
    code: problem.code,
    sentence: storable(redact(problem.sentence)),
    ...(detail === undefined ? {} : { detail: storable(redact(detail)).slice(0, 4000) }),
    ...(remedy === undefined ? {} : { remedy: storable(redact(remedy)) }),
  };
}

/** PostgreSQL keeps no NUL character. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}
