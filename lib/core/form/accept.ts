import { isJsonObject, pointer } from "#lib/core/json.ts";
import type { Json } from "#lib/core/json.ts";
import type { Issue } from "#lib/core/problem.ts";
import { applyDefaults } from "./defaults.ts";
import type { Accepted, Form } from "./form.ts";
import { splitSecrets } from "./secrets.ts";
import { validate } from "./validate.ts";

/** Bounds on what is looked at, far above any real order. */
export const bounds = { depth: 20, values: 10_000, characters: 500_000 } as const;

/** Values from any door, as they will be stored: defaults applied, checked, secrets apart. */
export function accept(form: Form, values: unknown): Accepted {
  const read = plainJson(values);
  if (!read.ok) return { ok: false, issues: [read.issue] };
  if (!isJsonObject(read.value))
    return { ok: false, issues: [issue("", "The inputs have to be an object: one member for each question.")] };
  const inputs = applyDefaults(form, read.value);
  const issues = validate(form, inputs);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, inputs, ...splitSecrets(form, inputs) };
}

type Read = { ok: true; value: Json } | { ok: false; issue: Issue };

/** A copy that holds JSON and nothing else, within bounds. What is undefined was not answered. */
function plainJson(input: unknown): Read {
  const left = { values: bounds.values, characters: bounds.characters };
  try {
    return { ok: true, value: copy(input, "", 0, left) };
  } catch (error) {
    if (error instanceof NotPlain) return { ok: false, issue: issue(error.path, error.message) };
    throw error;
  }
}

class NotPlain extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

function copy(input: unknown, path: string, depth: number, left: { values: number; characters: number }): Json {
  if (depth > bounds.depth) throw new NotPlain(path, `Answers may be nested ${bounds.depth} deep at most.`);
  if ((left.values -= 1) < 0)
    throw new NotPlain(path, `These are more than ${bounds.values} values, which is the most.`);
  if (typeof input === "string" && (left.characters -= input.length) < 0) throw new NotPlain(path, "This is too long.");
  if (input === null || typeof input === "string" || typeof input === "boolean") return input;
  if (typeof input === "number" && Number.isFinite(input)) return input;
  if (Array.isArray(input))
    return input.map((entry, index) => copy(entry ?? null, path + pointer(index), depth + 1, left));
  if (typeof input !== "object") throw new NotPlain(path, "This is not a JSON value.");
  const members = Object.entries(input).filter(([, member]) => member !== undefined);
  for (const [key] of members) {
    if (key === "__proto__") throw new NotPlain(path + pointer(key), "“__proto__” is not one of the questions.");
    left.characters -= key.length;
  }
  return Object.fromEntries(members.map(([key, member]) => [key, copy(member, path + pointer(key), depth + 1, left)]));
}

function issue(path: string, message: string): Issue {
  return { severity: "error", message, path };
}
