import { type Token, tokens } from "./token.ts";

/** The inside of a file or of a block: what is set and what stands nested. */
export interface Body {
  attributes: Map<string, Token[]>;
  blocks: Block[];
}

export interface Block {
  type: string;
  labels: string[];
  body: Body;
}

/** Deeper than any module; what lies below is passed over. */
const deepest = 50;

/** Reads attributes and blocks of HCL text; expressions stay as tokens. Never throws: what makes no sense is passed over. */
export function readBody(source: string): Body {
  return body(new Cursor(tokens(source)), 0);
}

class Cursor {
  private at = 0;
  private readonly all: readonly Token[];

  constructor(all: readonly Token[]) {
    this.all = all;
  }

  peek(ahead = 0): Token | undefined {
    return this.all[this.at + ahead];
  }

  next(): Token | undefined {
    return this.all[this.at++];
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "sign" && token.text === text;
  }
}

function body(cursor: Cursor, depth: number): Body {
  const found: Body = { attributes: new Map(), blocks: [] };
  for (let token = cursor.next(); token !== undefined; token = cursor.next()) {
    if (token.kind === "sign" && token.text === "}" && depth > 0) break;
    if (token.kind !== "name") continue;
    if (cursor.isSign("=")) {
      cursor.next();
      found.attributes.set(token.text, expression(cursor));
    } else {
      const block = blockOf(cursor, token.text, depth);
      if (block) found.blocks.push(block);
    }
  }
  return found;
}

function blockOf(cursor: Cursor, type: string, depth: number): Block | undefined {
  const labels: string[] = [];
  for (let label = cursor.peek(); label?.kind === "name" || label?.kind === "text"; label = cursor.peek()) {
    labels.push(label.text);
    cursor.next();
  }
  if (!cursor.isSign("{")) return undefined;
  cursor.next();
  if (depth < deepest) return { type, labels, body: body(cursor, depth + 1) };
  skip(cursor);
  return undefined;
}

/** Goes behind the brace that closes the one just passed. */
function skip(cursor: Cursor): void {
  for (let open = 1; open > 0;) {
    const token = cursor.next();
    if (token === undefined) return;
    if (token.kind === "sign") open += token.text === "{" ? 1 : token.text === "}" ? -1 : 0;
  }
}

/** Everything up to the end of the line, or further while brackets are open. */
function expression(cursor: Cursor): Token[] {
  const found: Token[] = [];
  let open = 0;
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    if (open === 0 && (token.kind === "line" || cursor.isSign("}"))) break;
    if (token.kind === "sign") open += "([{".includes(token.text) ? 1 : ")]}".includes(token.text) ? -1 : 0;
    found.push(token);
    cursor.next();
  }
  return found;
}
