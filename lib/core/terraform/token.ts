export interface Token {
  /** `text` is a quoted text or heredoc that says just what it says; `template` is one with `${…}` or `%{…}` in it. */
  kind: "name" | "number" | "text" | "template" | "sign" | "line";
  text: string;
  line: number;
  /** What it is, when it does not end where it has to: `a comment`. */
  endless?: string;
}

const nameAt = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const numberAt = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const heredocAt = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t\r]*\n/uy;
const commentAt = /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const blankAt = /[ \t\r\f\v\uFEFF]+/y;

/** Takes HCL apart. Never throws: what it does not know is a sign, what does not end, ends with the file. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let line = 1;
  for (let at = 0; at < source.length;) {
    const token = tokenAt(source, at);
    if (token.kind !== "blank") found.push(placed(token, token.kind, line));
    for (; at < token.end; at++) if (source.charAt(at) === "\n") line += 1;
  }
  return found;
}

interface Found {
  kind: Token["kind"] | "blank";
  text: string;
  end: number;
  endless?: string | undefined;
}

function placed({ text, endless }: Found, kind: Token["kind"], line: number): Token {
  return { kind, text, line, ...(endless === undefined ? {} : { endless }) };
}

function tokenAt(source: string, at: number): Found {
  const char = source.charAt(at);
  if (char === "\n") return { kind: "line", text: char, end: at + 1 };
  if (char === '"') return quoted(source, at);
  const blank = match(blankAt, source, at) ?? match(commentAt, source, at);
  if (blank && /^\/\*(?![\s\S]*\*\/)/.test(blank[0]))
    return { kind: "sign", text: "/*", end: source.length, endless: "a comment" };
  if (blank) return { kind: "blank", text: "", end: at + blank[0].length };
  const name = match(nameAt, source, at);
  if (name) return { kind: "name", text: name[0], end: at + name[0].length };
  const number = match(numberAt, source, at);
  if (number) return { kind: "number", text: number[0], end: at + number[0].length };
  const heredoc = match(heredocAt, source, at);
  if (heredoc) return multiline(source, at, heredoc[0], heredoc[1] ?? "");
  return { kind: "sign", text: char, end: at + 1 };
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** A text in quotes: `${` opens code, in which quotes open texts again. A list instead of recursion: nesting exhausts no stack. */
function quoted(source: string, start: number): Found {
  const open: ("text" | "code")[] = ["text"];
  let template = false;
  let broken = false;
  let at = start + 1;
  while (at < source.length && open.length > 0) {
    const char = source.charAt(at);
    if (open.at(-1) === "code") {
      const aside = passed(source, at);
      if (aside !== undefined) {
        at = aside;
        continue;
      }
      if (char === '"') open.push("text");
      else if (char === "{") open.push("code");
      else if (char === "}") open.pop();
      at += 1;
      continue;
    }
    broken ||= char === "\n";
    if (char === "\n" && open.length === 1) break;
    const begins = opening(source, at);
    if (begins === "code") {
      open.push("code");
      template = true;
    } else if (char === '"') open.pop();
    at += begins === "code" || char === "\\" ? 2 : begins === "escaped" ? 3 : 1;
  }
  const end = Math.min(at, source.length);
  const endless = broken || open.length > 0 ? "a text in quotes" : undefined;
  if (template) return { kind: "template", text: "", end, endless };
  return { kind: "text", text: unescaped(source.slice(start + 1, open.length === 0 ? end - 1 : end)), end, endless };
}

/** Behind a comment or heredoc that stands in the code of a text: its quotes and braces mean nothing. */
function passed(source: string, at: number): number | undefined {
  const comment = match(commentAt, source, at);
  if (comment) return at + comment[0].length;
  const heredoc = match(heredocAt, source, at);
  return heredoc ? multiline(source, at, heredoc[0], heredoc[1] ?? "").end : undefined;
}

/** `${` and `%{` open code; doubled, `$${`, they are meant as they are. */
function opening(source: string, at: number): "code" | "escaped" | undefined {
  const char = source.charAt(at);
  if (char !== "$" && char !== "%") return undefined;
  if (source.charAt(at + 1) === "{") return "code";
  return source.startsWith(`${char}${char}{`, at) ? "escaped" : undefined;
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

function unescaped(text: string): string {
  return text
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
      (_all, ...[four, eight, char]: (string | undefined)[]) => {
        const code = four ?? eight;
        if (code === undefined) return escapes[char ?? ""] ?? char ?? "";
        const point = Number.parseInt(code, 16);
        return point > 0x10ffff ? "\uFFFD" : String.fromCodePoint(point);
      },
    )
    .replace(/([$%])\1\{/g, "$1{");
}

function multiline(source: string, at: number, head: string, name: string): Found {
  const lines: string[] = [];
  let closed = false;
  let end = at + head.length;
  while (end < source.length) {
    const stop = source.indexOf("\n", end);
    const line = source.slice(end, stop === -1 ? source.length : stop);
    // The line break behind the closing name ends the attribute and stays.
    if (line.trim() === name) {
      end += line.length;
      closed = true;
      break;
    }
    lines.push(line);
    end = stop === -1 ? source.length : stop + 1;
  }
  const text = lines.map((line) => `${line}\n`).join("");
  const template = /(?<![$%])[$%]\{/.test(text);
  const endless = closed ? undefined : `the text that begins with ${head.trim()}`;
  return { kind: template ? "template" : "text", text: template ? "" : dedent(text, head), end, endless };
}

function dedent(text: string, head: string): string {
  if (!head.startsWith("<<-")) return text;
  const indents = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [/^\s*/.exec(line)?.[0].length ?? 0]));
  const common = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return text
    .split("\n")
    .map((line) => line.slice(Math.min(common, line.length)))
    .join("\n");
}
