/** Characters that no way of writing changes. */
const unchanged = /^[A-Za-z0-9._-]*$/;

/** In base64 a text looks different by where in the whole it begins; shorter ones are no more than three letters of it. */
const shortestInBase64 = 6;

const named: Readonly<Record<string, string>> = { '"': "quot", "&": "amp", "<": "lt", ">": "gt", "'": "apos" };
const letters: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f" };

/**
 * A secret as it may be written in what the outside says: escaped in JSON, in JSON within JSON, in a URL, a form or HTML. Null
 * when all of these leave it as it is. No two parts of the pattern in a row take the same character, and it does not begin with what
 * may be repeated without end (each place in a run of backslashes would look to the end of the run): so it stays linear.
 */
export function escapedPattern(secret: string): RegExp | null {
  if (unchanged.test(secret)) return null;
  const parts: string[] = [];
  for (const [run] of secret.matchAll(/\\+|[A-Za-z0-9._-]+|[^]/gu))
    if (run.startsWith("\\")) parts.push(`${backslash}${parts.length === 0 ? `{1,${mostAhead}}` : "+"}`);
    else if (unchanged.test(run)) parts.push(literal(run));
    else parts.push(escapeBefore(parts) + anyWriting(run));
  return new RegExp(parts.join(""), "giu");
}

/** How many backslashes what is escaped may begin with: JSON within JSON five times has 31. */
const mostAhead = 32;

function escapeBefore(parts: readonly string[]): string {
  const before = parts.at(-1);
  if (before === undefined) return `${backslash}{0,${mostAhead}}`;
  // Only backslashes end so.
  return /[+}]$/.test(before) ? "" : `${backslash}*`;
}

const backslash = String.raw`(?:\\|%(?:25)*5c|&(?:amp;)*#(?:0*92|x0*5c);)`;
const literal = (text: string) =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, (sign) => `\\u${hex(sign.charCodeAt(0), 4)}`);
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, "0");

function anyWriting(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
  const inUrl = [...Buffer.from(character)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join("");
  const inJson = units.map((unit) => `u${hex(unit, 4)}`).join(String.raw`\\*`);
  const entity = [`#0*${code}`, `#x0*${hex(code, 1)}`, ...(named[character] ? [named[character]] : [])].join("|");
  const letter = letters[character];
  const others = [...(letter ? [letter] : []), ...(character === " " ? [String.raw`\+`] : [])];
  // Itself last: & begins what it is written as.
  const ways = [inUrl, inJson, `&(?:amp;)*(?:${entity});`, ...others, `\\u{${hex(code, 1)}}`];
  return `(?:${ways.join("|")})`;
}

/** A secret in base64, wherever in a longer text it stands, and in hexadecimal. */
export function encodings(secret: string): string[] {
  const texts = [...new Set([secret, JSON.stringify(secret).slice(1, -1)])].map((text) => Buffer.from(text));
  return texts.flatMap((bytes) => {
    if (bytes.length < shortestInBase64) return [bytes.toString("base64")];
    const inBase64 = [0, 1, 2].map((before) => aligned(bytes, before));
    const inHex = bytes.toString("hex");
    return [...inBase64, ...inBase64.map(urlSafe), inHex, inHex.toUpperCase()];
  });
}

const urlSafe = (base64: string) => base64.replaceAll("+", "-").replaceAll("/", "_");

/** The part of it that does not depend on what stands before and behind. */
function aligned(bytes: Buffer, before: number): string {
  const written = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  const whole = Math.floor(((before + bytes.length) * 8) / 6);
  return written.slice(Math.ceil((before * 8) / 6), whole);
}
