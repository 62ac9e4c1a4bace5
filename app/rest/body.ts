import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { Problem, type Issue } from "#lib/core/problem.ts";

/** 1 MiB: far above any order. */
const largest = 1024 * 1024;

/** The JSON object of a request; an empty body is an empty object. */
export async function readBody(request: Request): Promise<JsonObject> {
  const text = decoded(await readBytes(request));
  if (text.trim() === "") return {};
  const value = parsed(text);
  if (isJsonObject(value)) return value;
  throw new Problem("malformed", "The body has to be a JSON object.");
}

async function readBytes(request: Request): Promise<Uint8Array[]> {
  if (Number(request.headers.get("content-length") ?? 0) > largest) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  // What was announced may be a lie, so it is counted while it comes.
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > largest) {
      await reader?.cancel();
      throw tooLarge();
    }
    pieces.push(read.value);
  }
  return pieces;
}

function tooLarge(): Problem {
  return new Problem("too_large", "The body is larger than 1 MiB, which is the most.");
}

function decoded(pieces: Uint8Array[]): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
  } catch (cause) {
    throw new Problem("malformed", "The body is no UTF-8 text.", { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : "";
    const { line, column } = placeOf(told, text);
    const issue: Issue = { severity: "error", message: told.replace(/ in JSON at position.*$/s, ""), path: "", line, column };
    throw new Problem("malformed", `The body is no JSON: line ${line}, column ${column}.`, { issues: [issue], cause });
  }
}

/** V8 names the position; where it does not, the text ended too early. */
function placeOf(told: string, text: string): { line: number; column: number } {
  const position = /at position (\d+)/.exec(told)?.[1];
  const lines = text.slice(0, position === undefined ? text.length : Number(position)).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
