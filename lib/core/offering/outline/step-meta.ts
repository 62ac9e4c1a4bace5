import { buildForm } from "#lib/core/form/build.ts";
import type { Form } from "#lib/core/form/form.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { FieldUi } from "#lib/core/offering/document.ts";

const fields: Record<string, FieldUi> = {
  id: {
    help: "How later steps read what it yields: steps.database.outputs. It can't be changed here later.",
    messages: {
      pattern: "Letters, digits and underscores, beginning with a letter.",
      not: "There is a step of this name already.",
    },
  },
  order: {
    widget: "radio",
    labels: { above: "After the step above", once: "At once", these: "After some of the others" },
  },
  if: {
    help: "An expression that is true or false: inputs.size != 'small'. Always, when empty.",
    placeholder: "inputs.replica",
  },
  timeout: { help: "90s, 30m, 4h or 2d.", messages: { pattern: "A number and a unit: 90s, 30m, 4h or 2d." } },
};

/** When a step runs, and what it is called: everything about it but what it does. `taken`: ids that a new one can't have. */
export function stepMetaForm(others: readonly string[], taken?: readonly string[]): Form {
  const some = others.length > 0;
  return buildForm(
    {
      type: "object",
      required: taken === undefined ? [] : ["title", "id"],
      properties: {
        title: { type: "string", title: "What it does, in a few words", maxLength: 120 },
        ...(taken === undefined ? {} : { id: idQuestion(taken) }),
        order: {
          type: "string",
          title: "Starts",
          enum: ["above", "once", ...(some ? ["these"] : [])],
          default: "above",
        },
        if: { type: "string", title: "Only when", maxLength: 2_000 },
        timeout: { type: "string", title: "Waits at most", pattern: "^[1-9]\\d{0,4}[smhd]$" },
        blocking: { type: "boolean", title: "The request waits for it", default: true },
      },
      ...(some ? { allOf: [needsQuestion(others)] } : {}),
    },
    { fields },
  );
}

function idQuestion(taken: readonly string[]): JsonObject {
  return {
    type: "string",
    title: "Name",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
    maxLength: 60,
    ...(taken.length === 0 ? {} : { not: { enum: [...taken] } }),
  };
}

function needsQuestion(others: readonly string[]): JsonObject {
  const items: JsonObject = { type: "string", enum: [...others] };
  return {
    if: { properties: { order: { const: "these" } }, required: ["order"] },
    then: {
      required: ["needs"],
      properties: { needs: { type: "array", title: "Waits for", uniqueItems: true, minItems: 1, items } },
    },
  };
}

const bare = (condition: string) => condition.replace(/^\s*\$\{\{\s*|\s*\}\}\s*$/g, "");

export function stepMetaAnswers(step: JsonObject): JsonObject {
  const { title, needs, timeout, blocking } = step;
  const condition = step["if"];
  return {
    ...(typeof title === "string" ? { title } : {}),
    order: Array.isArray(needs) ? (needs.length === 0 ? "once" : "these") : "above",
    ...(Array.isArray(needs) && needs.length > 0 ? { needs } : {}),
    ...(typeof condition === "string" ? { if: bare(condition) } : {}),
    ...(typeof timeout === "string" ? { timeout } : {}),
    blocking: blocking !== false,
  };
}

/** A step with what the answers say of it; what they do not speak of stays as it was. */
export function withStepMeta(step: JsonObject, answers: JsonObject): JsonObject {
  const { order, title, timeout } = answers;
  const condition = answers["if"];
  const was = step["if"];
  const same = typeof was === "string" && typeof condition === "string" && bare(was) === condition.trim();
  const written: Record<string, Json | undefined> = {
    id: step["id"] ?? answers["id"],
    title,
    needs: order === "above" ? undefined : order === "once" ? [] : answers["needs"],
    if: same
      ? was
      : typeof condition === "string" && condition.trim() !== ""
        ? `\${{ ${bare(condition)} }}`
        : undefined,
    timeout,
    // Left as it is written, as it is true without a word.
    blocking: answers["blocking"] === false ? false : step["blocking"] === true ? true : undefined,
  };
  const rest = Object.fromEntries(Object.entries(step).filter(([name]) => !Object.hasOwn(written, name)));
  const present = Object.entries(written).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { ...Object.fromEntries(present), ...rest };
}

/** A step whose way is another: of several ways, the one at that position. */
export function withWay(step: JsonObject, way: JsonObject, position?: number): JsonObject {
  const { any } = step;
  if (position !== undefined && Array.isArray(any)) {
    const at = any[position];
    const condition = isJsonObject(at) && at["if"] !== undefined ? { if: at["if"] } : {};
    return { ...step, any: any.with(position, { ...condition, ...way }) };
  }
  const { uses: _uses, connection: _connection, with: _with, any: _any, ...rest } = step;
  return { ...rest, ...way };
}
