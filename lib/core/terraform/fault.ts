import { type Token, tokens } from "./token.ts";

/** Where a text stops being Terraform's, and how. */
export interface Fault {
  line: number;
  /** `a text in quotes is not closed` */
  what: string;
}

/** What is plainly wrong with the form of HCL text. Only what Terraform is sure to refuse; it finds more. Never throws. */
export function faultIn(source: string): Fault | undefined {
  const all = tokens(source);
  // What does not end swallows what stands behind it, so that all else that is wrong may come of it.
  const endless = all.find(({ endless: what }) => what !== undefined);
  if (endless?.endless !== undefined) return { line: endless.line, what: `${endless.endless} is not closed` };
  return new Reader(all).fault();
}

/** The same of a `.tf.json` file. */
export function jsonFaultIn(source: string): Fault | undefined {
  const text = source.replace(/^\uFEFF/, "");
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    const before = at === undefined ? text : text.slice(0, Number(at));
    return { line: before.split("\n").length, what: "the text is no JSON" };
  }
}

const closing: Record<string, string> = { "{": "}", "(": ")", "[": "]" };
const strange = /[^{}[\]().,?:=!<>&|+\-*/%]/u;
/** What a value can't end with: something has to follow. A star may stand for all: `list.*`, `list[*]`. */
const unfinished = /[-+/%&|=<>?:!]/;

interface Open {
  sign: string;
  line: number;
}

class Reader {
  private at = 0;
  private readonly all: readonly Token[];
  /** Blocks, and within an expression its brackets. */
  private readonly open: Open[] = [];

  constructor(all: readonly Token[]) {
    this.all = all;
  }

  fault(): Fault | undefined {
    for (let token = this.take(); token !== undefined; token = this.take()) {
      const fault = this.statement(token);
      if (fault) return fault;
    }
    const last = this.open.at(-1);
    return last && notClosed(last);
  }

  private take(): Token | undefined {
    return this.all[this.at++];
  }

  private sees(text: string): boolean {
    const token = this.all[this.at];
    return token?.kind === "sign" && token.text === text;
  }

  private statement(token: Token): Fault | undefined {
    if (token.kind === "line") return undefined;
    if (token.kind === "sign" && token.text === "}") return this.end(token);
    if (token.kind !== "name") return told(token, `${spoken(token)} can’t stand where a block or an argument begins`);
    if (this.sees("=")) {
      this.at += 1;
      return this.value(token);
    }
    for (let label = this.all[this.at]; label?.kind === "name" || label?.kind === "text"; label = this.all[this.at])
      this.at += 1;
    if (!this.sees("{")) return told(token, `“${token.text}” is followed neither by = nor by {`);
    this.at += 1;
    this.open.push({ sign: "{", line: token.line });
    return undefined;
  }

  private end(token: Token): Fault | undefined {
    if (this.open.pop() === undefined) return told(token, "a } closes nothing");
    const next = this.all[this.at];
    if (next === undefined || next.kind === "line" || this.sees("}")) return undefined;
    return told(next, `${spoken(next)} stands behind a } and needs a line of its own`);
  }

  /** Up to the end of the line, or further while brackets are open. */
  private value(name: Token): Fault | undefined {
    const outside = this.open.length;
    let last: Token | undefined;
    for (let token = this.all[this.at]; token !== undefined; token = this.all[this.at]) {
      const inside = this.open.length > outside;
      if (!inside && (token.kind === "line" || this.sees("}"))) break;
      const fault = token.kind === "line" ? undefined : this.part(token, last, inside);
      if (fault) return fault;
      if (token.kind !== "line") last = token;
      this.at += 1;
    }
    if (this.open.length > outside) return notClosed(this.open.at(-1) ?? { sign: "{", line: name.line });
    if (last === undefined) return told(name, `“${name.text}” has no value`);
    return halfDone(last) || last.text === "."
      ? told(last, `the value of “${name.text}” ends with ${spoken(last)}`)
      : undefined;
  }

  private part(token: Token, last: Token | undefined, inside: boolean): Fault | undefined {
    if (token.kind !== "sign")
      return !inside && last && isWhole(last)
        ? told(token, `${spoken(token)} stands behind a value that has ended`)
        : undefined;
    if (strange.test(token.text)) return told(token, `${spoken(token)} means nothing outside of quotes`);
    if (Object.hasOwn(closing, token.text)) this.open.push({ sign: token.text, line: token.line });
    else if (")]}".includes(token.text)) return this.bracket(token, last, inside);
    else if (!inside && token.text === ",")
      return told(token, "a comma stands between arguments; each needs a line of its own");
    return undefined;
  }

  private bracket(token: Token, last: Token | undefined, inside: boolean): Fault | undefined {
    const opened = inside ? this.open.pop() : undefined;
    if (opened === undefined) return told(token, `a ${token.text} closes nothing`);
    if (closing[opened.sign] !== token.text)
      return told(token, `a ${token.text} stands where the ${opened.sign} of line ${opened.line} is still open`);
    return last && halfDone(last) ? told(last, `${spoken(last)} is followed by nothing`) : undefined;
  }
}

const told = ({ line }: Token, what: string): Fault => ({ line, what });
const notClosed = ({ sign, line }: Open): Fault => ({ line, what: `a ${sign} is not closed` });
const halfDone = ({ kind, text }: Token) => kind === "sign" && unfinished.test(text);
const isWhole = ({ kind, text }: Token) => kind !== "sign" || ")]}".includes(text);

function spoken({ kind, text }: Token): string {
  return kind === "name" || kind === "number" || kind === "sign" ? `“${text}”` : "a text in quotes";
}
