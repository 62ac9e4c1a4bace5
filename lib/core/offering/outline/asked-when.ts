import { canonical, isJsonObject } from "#lib/core/json.ts";
import type { Json, JsonObject } from "#lib/core/json.ts";
import type { FieldUi } from "#lib/core/offering/document.ts";
import { setIn } from "#lib/core/offering/edit/set-in.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import type { Path } from "#lib/core/offering/locate.ts";
import type { OutlinePart } from "./outline.ts";

/** A question whose answer may bring up another one, and the answers there are. */
export interface Decider {
  name: string;
  title: string;
  values: { value: Json; label: string }[];
}

const always = "always";

/** The questions of a part that have a few answers to choose from, and are always asked themselves. */
export function decidersOf(value: Json, part: OutlinePart): Decider[] {
  return part.questions.flatMap(({ name, title, kind, condition, path }) => {
    if (condition !== null || name === always) return [];
    if (kind === "yes-no")
      return [{ name, title, values: [true, false].map((one) => ({ value: one, label: one ? "yes" : "no" })) }];
    const choices = kind === "choice" ? valueAt(value, [...path, "enum"]) : undefined;
    if (!Array.isArray(choices)) return [];
    return [
      {
        name,
        title,
        values: choices.map((one) => ({ value: one, label: typeof one === "string" ? one : JSON.stringify(one) })),
      },
    ];
  });
}

/** What a form asks about the condition of a new question. */
export function conditionQuestions(deciders: readonly Decider[]): { schema: JsonObject; ui: Record<string, FieldUi> } {
  if (deciders.length === 0) return { schema: {}, ui: {} };
  const names = deciders.map(({ name }) => name);
  return {
    schema: {
      properties: { when: { type: "string", title: "Asked", enum: [always, ...names], default: always } },
      allOf: deciders.map(({ name, values }) => ({
        if: { properties: { when: { const: name } }, required: ["when"] },
        then: {
          required: ["whenIs"],
          properties: {
            whenIs: { type: "string", title: "When its answer is", enum: values.map(({ label }) => label) },
          },
        },
      })),
    },
    ui: {
      when: {
        labels: {
          [always]: "Always",
          ...Object.fromEntries(deciders.map(({ name, title }) => [name, `By the answer to “${title}”`])),
        },
      },
    },
  };
}

/** Where a new question goes, and the text with room for it: a branch of its condition that is there already, or a new one. */
export function placeFor(
  source: string,
  value: Json,
  part: OutlinePart,
  answers: JsonObject,
): { source: string; group: Path } {
  const inputs = [...part.path, "inputs"];
  const decider = decidersOf(value, part).find(({ name }) => name === answers["when"]);
  const meant = decider?.values.find(({ label }) => label === answers["whenIs"]);
  if (!decider || !meant) return { source, group: inputs };
  const condition: JsonObject = { properties: { [decider.name]: { const: meant.value } }, required: [decider.name] };
  const known = branchOf(valueAt(value, inputs), condition);
  if (known) return { source, group: [...inputs, ...known, "then"] };
  const held = valueAt(value, [...inputs, "allOf"]);
  const at = Array.isArray(held) ? held.length : 0;
  return {
    source: setIn(source, [...inputs, "allOf", at], { if: condition, then: {} }),
    group: [...inputs, "allOf", at, "then"],
  };
}

function branchOf(inputs: Json | undefined, condition: JsonObject): Path | undefined {
  if (!isJsonObject(inputs)) return undefined;
  const same = (held: Json | undefined) =>
    isJsonObject(held) && held["if"] !== undefined && canonical(held["if"]) === canonical(condition);
  if (same(inputs)) return [];
  const all = Array.isArray(inputs["allOf"]) ? inputs["allOf"] : [];
  const at = all.findIndex(same);
  return at === -1 ? undefined : ["allOf", at];
}
