import { isJsonObject, type JsonObject } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";

/** 1 MiB: far above any order. */
const largest = 1024 * 1024;

/** The JSON object of a request; an empty body is an empty object. */
export async function readBody(request: Request): Promise<JsonObject> {
  const text = decoded(await readBytes(request));
  if (text.trim() === "") return {};
  // A form of another site can send text and form data without asking; it can not send this.
  const type = request.headers.get("content-type") ?? "";
  if (!/^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(type))
    throw new Problem("unsupported", "A body is read as JSON only.", {
      remedy: "Send Content-Type: application/json.",
    });
  const value = parsed(text);
  if (isJsonObject(value)) return value;
  throw new Problem("malformed", "The body has to be a JSON object.");
}

/** The bytes of a body as they came, up to the most that is taken. */
export async function readBytes(request: Request): Promise<Uint8Array> {
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
  return Buffer.concat(pieces);
}

function tooLarge(): Problem {
  return new Problem("too_large", "The body is larger than 1 MiB, which is the most.");
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Problem("malformed", "The body is no UTF-8 text.", { cause });
  }
}

function parsed(text: string): unknown {
  const told = complaint(text);
  if (told === null) return JSON.parse(text);
  const lines = text.slice(0, positionOf(told, text)).split("\n");
  const [line, column] = [lines.length, (lines.at(-1)?.length ?? 0) + 1];
  const message = told.replace(/(, ["“.]| in JSON at position).*$/s, ".");
  throw new Problem("malformed", `The body is no JSON: line ${line}, column ${column}.`, {
    issues: [{ severity: "error", message, path: "", line, column }],
  });
}

/** What V8 says of a text that is no JSON. */
function complaint(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** V8 names the position of most errors. Of the others we look for the longest beginning that could still become JSON. */
function positionOf(told: string, text: string): number {
  const named = /at position (\d+)/.exec(told)?.[1];
  if (named !== undefined) return Number(named);
  let [good, bad] = [0, text.length];
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle - 1;
  }
  return good;
}

function couldGoOn(beginning: string): boolean {
  const told = complaint(beginning);
  return told === null || told.includes("end of JSON input") || told.includes(`at position ${beginning.length} `);
}
