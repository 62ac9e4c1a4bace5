import { masked } from "#lib/core/masked.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject, JsonSchema } from "#lib/core/json.ts";
import { plainly } from "#lib/core/plainly.ts";
import { applied, possible } from "./applied.ts";
import { titleOf } from "./asked-when.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import type { Form } from "./form.ts";
import { fieldAt, pointerTo } from "./question-paths.ts";
import type { Parts } from "./question-paths.ts";
import { isSecret } from "./secrets.ts";
import { entrySchemas, memberSchemas, propertyNames, said, schemasAt } from "./subschemas.ts";
import { inWords } from "./words.ts";

/** One answer as a person reads it. A secret one never holds its value. */
export interface ShownAnswer {
  /** JSON pointer into the inputs. */
  path: string;
  title: string;
  text: string;
  unit?: string;
  secret: boolean;
}

/** The answers in the order of the pages; those inside groups and lists follow with the name of their group in front. */
export function answersForDisplay(form: Form, inputs: JsonObject): ShownAnswer[] {
  const compiled = compile(form.schema);
  const about = applied(compiled, [compiled.root], inputs);
  const order = [...new Set([...form.pages.flatMap((page) => page.fields), ...Object.keys(inputs)])];
  return order
    .filter((key) => Object.hasOwn(inputs, key))
    .flatMap((key) => {
      const inner = memberSchemas(about, key);
      return show({ form, compiled }, inner, inputs[key] ?? null, [key], titleOf(compiled, inner, key));
    });
}

interface Reader {
  form: Form;
  compiled: Compiled;
}

function show(reader: Reader, schemas: readonly JsonSchema[], value: Json, parts: Parts, title: string): ShownAnswer[] {
  const about = applied(reader.compiled, schemas, value);
  const path = pointerTo(parts);
  if (isSecret(possible(reader.compiled, schemas))) return [{ path, title, text: masked, secret: true }];
  if (isJsonObject(value)) return showMembers(reader, about, value, parts, title);
  if (Array.isArray(value) && value.some((entry) => typeof entry === "object")) {
    return value.flatMap((entry, index) =>
      show(reader, entrySchemas(about, index), entry, [...parts, index], `${title} ${index + 1}`),
    );
  }
  if (Array.isArray(value) && isSecret(possible(reader.compiled, entrySchemas(about, 0))))
    return [{ path, title, text: masked, secret: true }];
  const { labels, unit } = fieldAt(reader.form, parts);
  const text = plainly(inWords(value, { ...titlesOfChoices(about), ...labels }));
  return [{ path, title, text, ...(unit === undefined ? {} : { unit }), secret: false }];
}

function showMembers(
  reader: Reader,
  about: readonly JsonObject[],
  value: JsonObject,
  parts: Parts,
  title: string,
): ShownAnswer[] {
  const order = [...new Set([...propertyNames(about), ...Object.keys(value)])].filter((key) =>
    Object.hasOwn(value, key),
  );
  return order.flatMap((key) => {
    const inner = memberSchemas(about, key);
    return show(
      reader,
      inner,
      value[key] ?? null,
      [...parts, key],
      `${title} · ${titleOf(reader.compiled, inner, key)}`,
    );
  });
}

/** `oneOf: [{const: a, title: A}]` names its values as labels would. */
function titlesOfChoices(about: readonly JsonObject[]): Record<string, string> {
  const choices = about
    .flatMap((schema) => [...schemasAt(schema, "oneOf"), ...schemasAt(schema, "anyOf")])
    .filter(isJsonObject);
  return Object.fromEntries(
    choices.flatMap((choice) => {
      const title = said([choice], "title");
      return Object.hasOwn(choice, "const") && typeof title === "string"
        ? [[inWords(choice["const"] ?? null), title]]
        : [];
    }),
  );
}
