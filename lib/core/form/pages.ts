import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject, JsonSchema } from "#lib/core/json.ts";
import { possible } from "./applied.ts";
import { compile } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";
import type { FormPage } from "./form.ts";
import { propertyNames, schemaAt, schemaMap, schemasAt } from "./subschemas.ts";

interface AuthoredPage {
  title: string;
  description?: string | undefined;
  fields: string[];
}

/** Every question on exactly one page: where its author put it, else on the last page, else on a page of its own making. */
export function placePages(schema: JsonObject, authored: readonly AuthoredPage[] = []): FormPage[] {
  const waiting = new Set(orderedQuestions(schema));
  const pages = authored.map((page): FormPage => {
    const fields = page.fields.filter((field) => waiting.delete(field));
    return { title: page.title, ...(page.description === undefined ? {} : { description: page.description }), fields };
  });
  const kept = pages.filter((page) => page.fields.length > 0);
  const last = kept.at(-1);
  if (last) last.fields.push(...waiting);
  else if (waiting.size > 0) kept.push({ title: "Details", fields: [...waiting] });
  return kept;
}

/** All top-level questions; a conditional one follows the question it hangs on. */
function orderedQuestions(schema: JsonObject): string[] {
  const compiled = compile(schema);
  const order = propertyNames([compiled.root]);
  for (const part of possible(compiled, [compiled.root])) {
    placeAfter(
      order,
      Object.keys(conditionOf(part)),
      namesIn(compiled, [schemaAt(part, "then"), schemaAt(part, "else")]),
    );
    for (const [key, dependent] of schemaMap(part, "dependentSchemas"))
      placeAfter(order, [key], namesIn(compiled, [dependent]));
  }
  placeAfter(order, [], propertyNames(possible(compiled, [compiled.root])));
  return order;
}

function conditionOf(schema: JsonObject): JsonObject {
  const test = schemaAt(schema, "if");
  const parts = isJsonObject(test) ? [test, ...schemasAt(test, "allOf"), ...schemasAt(test, "anyOf")] : [];
  return Object.fromEntries(
    parts
      .filter(isJsonObject)
      .flatMap((part) => Object.entries(isJsonObject(part["properties"]) ? part["properties"] : {})),
  );
}

function namesIn(compiled: Compiled, parts: (JsonSchema | undefined)[]): string[] {
  return propertyNames(
    possible(
      compiled,
      parts.filter((part) => part !== undefined),
    ),
  );
}

function placeAfter(order: string[], anchors: readonly string[], names: readonly string[]): void {
  const fresh = names.filter((name) => !order.includes(name));
  const after = Math.max(-1, ...anchors.map((anchor) => order.indexOf(anchor)));
  order.splice(after === -1 ? order.length : after + 1, 0, ...fresh);
}
