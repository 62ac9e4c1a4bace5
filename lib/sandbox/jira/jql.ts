/** What a query says, before anything is looked up. */
export type Clause =
  | { kind: "and" | "or"; of: Clause[] }
  | { kind: "not"; of: Clause }
  | { kind: "test"; field: string; operator: Operator; values: string[]; empty: boolean };

export const operators = ["=", "!=", "<=", ">=", "<", ">", "~", "!~", "in", "not in", "is", "is not"] as const;
export type Operator = (typeof operators)[number];

export interface Query {
  where: Clause | undefined;
  order: { field: string; descending: boolean }[];
}

/** A query that Jira would not take, in Jira's sentence. */
export class JqlError extends Error {}

interface Token {
  kind: "word" | "text" | "sign" | "end";
  text: string;
  at: number;
}

const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(<=|>=|!=|!~|&&|\|\||[=<>~(),!])|([^\s"'(),=<>~!&|]+))/y;

function tokens(source: string): Token[] {
  const found: Token[] = [];
  const text = source.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null)
      throw new JqlError(`Error in the JQL Query: The character at position ${at + 1} is not understood.`);
    const quoted = match[1] ?? match[2];
    if (quoted !== undefined) found.push({ kind: "text", text: quoted.replace(/\\(.)/g, "$1"), at });
    else if (match[3] !== undefined) found.push({ kind: "sign", text: match[3], at });
    else found.push({ kind: "word", text: match[4] ?? "", at });
  }
  return [...found, { kind: "end", text: "", at: text.length }];
}

export function parseJql(source: string): Query {
  return new Parser(tokens(source)).query();
}

class Parser {
  private at = 0;
  private readonly all: readonly Token[];

  constructor(all: readonly Token[]) {
    this.all = all;
  }

  query(): Query {
    const starts = this.isWord("order") || this.peek().kind === "end";
    const where = starts ? undefined : this.or();
    const order = this.isWord("order") ? this.order() : [];
    if (this.peek().kind !== "end") throw this.unexpected("Expecting either 'OR' or 'AND'");
    return { where, order };
  }

  private or(): Clause {
    const of = [this.and()];
    while (this.takeWord("or") || this.takeSign("||")) of.push(this.and());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "or", of };
  }

  private and(): Clause {
    const of = [this.not()];
    while (this.takeWord("and") || this.takeSign("&&")) of.push(this.not());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "and", of };
  }

  private not(): Clause {
    if (this.takeWord("not") || this.takeSign("!")) return { kind: "not", of: this.not() };
    if (!this.takeSign("(")) return this.test();
    const inside = this.or();
    if (!this.takeSign(")")) throw this.unexpected("Expecting ')'");
    return inside;
  }

  private test(): Clause {
    const field = this.next();
    if (field.kind !== "word" && field.kind !== "text") throw this.unexpected("Expecting a field name", field);
    const operator = this.operator();
    if (operator !== "in" && operator !== "not in") {
      const value = this.value();
      return {
        kind: "test",
        field: field.text,
        operator,
        values: value === null ? [] : [value],
        empty: value === null,
      };
    }
    const list = this.list();
    const values = list.filter((value) => value !== null);
    return { kind: "test", field: field.text, operator, values, empty: values.length < list.length };
  }

  private operator(): Operator {
    const token = this.next();
    const first = token.text.toLowerCase();
    const wide = (first === "not" && this.takeWord("in")) || (first === "is" && this.takeWord("not"));
    const text = wide ? (first === "not" ? "not in" : "is not") : first;
    const operator = operators.find((each) => each === text);
    if (operator === undefined)
      throw this.unexpected(`Expecting operator but got '${token.text}'. The valid operators are ${valid}`, token);
    return operator;
  }

  private list(): (string | null)[] {
    if (!this.takeSign("(")) throw this.unexpected("Expecting '('");
    const values = [this.value()];
    while (this.takeSign(",")) values.push(this.value());
    if (!this.takeSign(")")) throw this.unexpected("Expecting ')'");
    return values;
  }

  /** A value; null for EMPTY and NULL. */
  private value(): string | null {
    const token = this.next();
    if (token.kind === "sign" || token.kind === "end")
      throw this.unexpected("Expecting either a value, list or function", token);
    return token.kind === "word" && /^(empty|null)$/i.test(token.text) ? null : token.text;
  }

  private order(): Query["order"] {
    this.next();
    if (!this.takeWord("by")) throw this.unexpected("Expecting 'BY'");
    const order: Query["order"] = [];
    do {
      const field = this.next();
      if (field.kind !== "word" && field.kind !== "text") throw this.unexpected("Expecting a field name", field);
      const descending = this.takeWord("desc");
      if (!descending) this.takeWord("asc");
      order.push({ field: field.text, descending });
    } while (this.takeSign(","));
    return order;
  }

  private peek(): Token {
    return this.all[this.at] ?? { kind: "end", text: "", at: 0 };
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private isWord(word: string): boolean {
    return this.peek().kind === "word" && this.peek().text.toLowerCase() === word;
  }

  private takeWord(word: string): boolean {
    const here = this.isWord(word);
    if (here) this.at += 1;
    return here;
  }

  private takeSign(sign: string): boolean {
    const here = this.peek().kind === "sign" && this.peek().text === sign;
    if (here) this.at += 1;
    return here;
  }

  private unexpected(expected: string, token: Token = this.peek()): JqlError {
    const got = token.kind === "end" ? "before the end of the query" : `near '${token.text}'`;
    return new JqlError(`Error in the JQL Query: ${expected} ${got}. (line 1, character ${token.at + 1})`);
  }
}

const valid = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";
