import { isJsonObject, type Json } from "#lib/core/json.ts";
import { masked } from "#lib/core/masked.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { encodings, escapedPattern } from "./written.ts";

/** `wanted`: no more than so many characters of it are kept, so that not all of a long text has to be looked through. */
export type Redact = (text: string, wanted?: number) => string;

export interface Redactor extends Redact {
  /** Is one of the secrets in it? Shorter ones than a password may be anything, and are not looked for. */
  finds(text: string): boolean;
}

/** Shorter ones are hidden only where they stand alone: inside other words they would garble everything. */
const shortestInside = 4;

/** A line of a secret that is shorter may be anything; so may a secret itself, in what the outside answers for others to read. */
const shortestTelling = 8;

const longestSentence = 500;
const longestDetail = 4000;

/** The most characters that one of a secret is written with, and the most that are looked through for one that is wanted. */
const writtenWith = 16;

interface Hidden {
  length: number;
  hides: (string | RegExp)[];
}

/** Every text inside a value: a secret may be a list or an object. */
function textsOf(value: Json): Hidden[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (isJsonObject(value)) return Object.values(value).flatMap(textsOf);
  if (value === null || typeof value === "boolean" || value === "") return [];
  const text = String(value);
  // Only where no letter or digit stands beside it.
  if (typeof value === "number" || text.length < shortestInside)
    return [{ length: text.length, hides: [standingAlone(text)] }];
  return wellFormed(text)
    .flatMap(linesOf)
    .map((secret) => ({ length: secret.length, hides: writings(secret) }));
}

/** A log is read line by line. */
function linesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  return [secret, ...(lines.length > 1 ? lines.filter(({ length }) => length >= shortestTelling) : [])];
}

/** The ways a secret may be written in what the outside says. */
function writings(secret: string): (string | RegExp)[] {
  const escaped = escapedPattern(secret);
  return [...new Set([escaped ?? secret, ...encodings(secret)])];
}

/** Hides these secrets wherever they are written, the longest first, so that none leaves a tail of another. */
export function redactor(secrets: readonly Json[]): Redactor {
  const hidden = secrets.flatMap(textsOf).sort((a, b) => b.length - a.length);
  const hides = hidden.flatMap((one) => one.hides);
  const reach = writtenWith * (hidden[0]?.length ?? 0);
  const telling = hidden.filter(({ length }) => length >= shortestTelling).flatMap((one) => one.hides);
  const finds = (text: string) =>
    telling.some((hide) => (hide instanceof RegExp ? text.search(hide) : text.indexOf(hide)) >= 0);
  const redact = (text: string, wanted = text.length) => {
    const read = text.slice(0, writtenWith * wanted + reach);
    const clean = hides.reduce<string>((left, hide) => left.replaceAll(hide, masked), read);
    // Where the reading ended there may be half a secret, which is not found.
    return read.length < text.length ? clean.slice(0, Math.max(0, clean.length - reach)) : clean;
  };
  return Object.assign(redact, { finds });
}

function standingAlone(text: string): RegExp {
  const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, "gu");
}

/** A lone surrogate can be neither encoded nor stored; such a text is never sent either. */
function wellFormed(text: string): string[] {
  return text.isWellFormed() ? [text] : [];
}

export function redactProblem(problem: StepProblem, redact: Redact): StepProblem {
  const { detail, remedy } = problem;
  return {
    code: problem.code,
    sentence: redactSentence(problem.sentence, redact),
    ...(detail === undefined ? {} : { detail: storable(redact(detail, longestDetail)).slice(0, longestDetail) }),
    ...(remedy === undefined ? {} : { remedy: storable(redact(remedy, longestDetail)) }),
  };
}

/** A sentence is for a page and a list; the outside may say a megabyte. Cut after redacting: half a secret is not found. */
export function redactSentence(text: string, redact: Redact): string {
  const sentence = storable(redact(text, longestSentence));
  return sentence.length > longestSentence ? `${sentence.slice(0, longestSentence)}…`.toWellFormed() : sentence;
}

/** PostgreSQL keeps no NUL character. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}
