const hidden = "[redacted]";
const tellingKey = /pass(word|phrase|wd)|secret|token|authorization|credential|cookie|api[-_]?key|private[-_]?key/i;
const deepest = 6;

/**
 * Text that may hold a secret: user and password in an address, a bearer or basic credential, and the parameters a
 * database driver appends to a failed query.
 */
export function redactText(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:"']*:[^\s/@"']*@/gi, `$1${hidden}@`)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`)
    .replace(/\n?params: [\s\S]*?(?=\n {4}at |$)/g, `\nparams: ${hidden}`);
}

/** The fields of a log line, as JSON can hold them, without what looks like a secret. */
export function redact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return members(fields, new Set(), 0);
}

function members(value: object, above: Set<object>, depth: number): Record<string, unknown> {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined && typeof member !== "function");
  return Object.fromEntries(
    entries.map(([key, member]) => [
      key,
      tellingKey.test(key) && member !== null ? hidden : plain(member, above, depth + 1),
    ]),
  );
}

function plain(value: unknown, above: Set<object>, depth: number): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (above.has(value)) return "[circular]";
  if (depth > deepest) return "[deep]";
  const below = new Set(above).add(value);
  if (value instanceof Error) return { ...failure(value), ...members(inherited(value, depth), below, depth) };
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => plain(item, below, depth + 1));
  return members(value, below, depth);
}

function failure(error: Error): Record<string, unknown> {
  return { name: error.name, message: redactText(error.message), stack: redactText(error.stack ?? "") };
}

/** Of an error's own fields only those that say what happened: others (a driver's `parameters`) may hold what was sent. */
function inherited(error: Error, depth: number): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const name of ["code", "remedy", "status"]) if (name in error) told[name] = Reflect.get(error, name);
  if (error.cause !== undefined && depth < deepest) told["cause"] = error.cause;
  return told;
}
