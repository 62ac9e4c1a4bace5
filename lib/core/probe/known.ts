import { hasExpression, parseTemplate, TemplateError, wholeExpression } from "#lib/core/expression/template.ts";
import { isJsonObject, type Json, type JsonObject } from "#lib/core/json.ts";

/** A text that stands in the document as it is; undefined when it is only known once somebody orders, or is no text. */
export function knownText(value: Json | undefined): string | undefined {
  const known = knownValue(value);
  return typeof known === "string" ? known : undefined;
}

/** A value without expressions in it; undefined for every other. */
export function knownValue(value: Json | undefined): Json | undefined {
  let open = false;
  const walk = (inner: Json): Json => {
    if (Array.isArray(inner)) return inner.map(walk);
    if (isJsonObject(inner))
      return Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, walk(member)]));
    const known = typeof inner === "string" ? literal(inner) : inner;
    open ||= known === undefined;
    return known ?? null;
  };
  const known = value === undefined ? undefined : walk(value);
  return open ? undefined : known;
}

/** Every value this may take: itself, or all choices of the one question that it hands on. Undefined when they can't be listed. */
export function possibleValues(value: Json, questions: JsonObject): Json[] | undefined {
  const known = knownValue(value);
  if (known !== undefined) return [known];
  const name = typeof value === "string" ? questionOf(value) : undefined;
  const properties = questions["properties"];
  const question = name !== undefined && isJsonObject(properties) ? properties[name] : undefined;
  if (!isJsonObject(question)) return undefined;
  if (Array.isArray(question["enum"])) return question["enum"];
  if (question["const"] !== undefined) return [question["const"]];
  return question["type"] === "boolean" ? [true, false] : undefined;
}

/** `${{ inputs.size }}` → `size`. */
function questionOf(text: string): string | undefined {
  try {
    return /^\s*inputs\.([A-Za-z_]\w*)\s*$/.exec(wholeExpression(text)?.expression ?? "")?.[1];
  } catch {
    // What is wrong inside an expression is the check's to say.
    return undefined;
  }
}

function literal(text: string): string | undefined {
  if (!hasExpression(text)) return text;
  try {
    const { parts } = parseTemplate(text);
    const texts = parts.flatMap((part) => ("text" in part ? [part.text] : []));
    return texts.length === parts.length ? texts.join("") : undefined;
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
