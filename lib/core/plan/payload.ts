import type { AdapterDefinition } from "#lib/core/adapter/definition.ts";
import { mark, unmarked } from "#lib/core/adapter/markdown-text.ts";
import { ExpressionProblem } from "#lib/core/expression/evaluate.ts";
import { TemplateError } from "#lib/core/expression/template.ts";
import { isJsonObject, pointer as pointerOf } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Hole, Payload } from "./plan.ts";
import { renderParts, renderTemplate } from "./render.ts";
import type { Rendering } from "./render.ts";

/** `with`, its expressions replaced by values, or by holes where these are not known yet. */
export function compilePayload(
  config: JsonObject,
  definition: AdapterDefinition,
  rendering: Rendering,
  step: string,
): Payload {
  const holes: Hole[] = [];
  const leaf = (text: string, pointer: string): Json => {
    try {
      return definition.markdownAt(pointer)
        ? markdown(text, pointer, rendering, holes)
        : plain(text, pointer, definition, rendering, holes);
    } catch (error) {
      throw inField(error, step, pointer);
    }
  };
  return { value: objectWith(config, "", leaf), holes };
}

type Leaf = (text: string, pointer: string) => Json;

function objectWith(value: JsonObject, pointer: string, leaf: Leaf): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, walk(member, pointer + pointerOf(key), leaf)]),
  );
}

function walk(value: Json, pointer: string, leaf: Leaf): Json {
  if (typeof value === "string") return leaf(value, pointer);
  if (Array.isArray(value)) return value.map((item, at) => walk(item, pointer + pointerOf(at), leaf));
  return isJsonObject(value) ? objectWith(value, pointer, leaf) : value;
}

function plain(
  text: string,
  pointer: string,
  definition: AdapterDefinition,
  rendering: Rendering,
  holes: Hole[],
): Json {
  const { value, hole } = renderTemplate(text, rendering, (inner) => definition.escape?.(pointer, inner) ?? inner);
  if (hole) holes.push({ pointer, ...hole });
  return value;
}

/** The author's Markdown with marks, and the values apart, so that the adapter can parse the one before it puts in the others. */
function markdown(text: string, pointer: string, rendering: Rendering, holes: Hole[]): Json {
  const values: string[] = [];
  const marked = renderParts(text, rendering).map((part) => {
    if (part.mine) return unmarked(part.text);
    if (part.hole) holes.push({ pointer: pointer + pointerOf("values", values.length), ...part.hole });
    return mark(values.push(part.text) - 1);
  });
  return { markdown: marked.join(""), values };
}

/** An expression that gave no value, as the person who orders is told. */
export function inField(error: unknown, step: string, pointer: string): unknown {
  if (!(error instanceof ExpressionProblem) && !(error instanceof TemplateError)) return error;
  const field = pointer.split("/").slice(1).join(".");
  return new Problem(
    "invalid",
    `“${step}” can't be planned with these answers: its ${field} can't be worked out. ${error.message}`,
    {
      remedy: "Change the answers, or ask the offering's owner to correct the document.",
      cause: error,
    },
  );
}
