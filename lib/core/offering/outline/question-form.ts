import type { Form } from "#lib/core/form/form.ts";
import { buildForm } from "#lib/core/form/build.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { FieldUi } from "#lib/core/offering/document.ts";
import { conditionQuestions, type Decider } from "./asked-when.ts";
import { kindTitles, questionKinds } from "./question-kind.ts";
import type { QuestionKind } from "./question-kind.ts";

const kindIs = (...kinds: QuestionKind[]): JsonObject => ({
  properties: { kind: { enum: kinds } },
  required: ["kind"],
});

const counted = (title: string): JsonObject => ({ type: "integer", title, minimum: 0 });

/** What each kind is asked besides: the conditions of the form that makes questions. */
const perKind: JsonObject[] = [
  {
    if: kindIs("choice", "choices"),
    then: {
      required: ["choices"],
      properties: {
        choices: {
          type: "array",
          title: "Choices",
          minItems: 1,
          maxItems: 200,
          items: {
            type: "object",
            required: ["value"],
            properties: {
              value: { type: "string", title: "Value", minLength: 1, maxLength: 200 },
              label: { type: "string", title: "Shown as", maxLength: 200 },
            },
          },
        },
        look: {
          type: "string",
          title: "How the choices look",
          enum: ["fitting", "cards", "radio", "select"],
          default: "fitting",
        },
      },
    },
  },
  { if: kindIs("choice"), then: { properties: { preset: { type: "string", title: "Chosen at first" } } } },
  {
    if: kindIs("text", "long-text"),
    then: {
      properties: {
        presetText: { type: "string", title: "Stands there at first" },
        placeholder: { type: "string", title: "Example in the empty field", maxLength: 200 },
        minLength: counted("At least this many characters"),
        maxLength: counted("At most this many characters"),
      },
    },
  },
  {
    if: kindIs("text", "secret"),
    then: {
      properties: {
        pattern: { type: "string", title: "Pattern it has to fit", maxLength: 500 },
        patternMessage: { type: "string", title: "What is said when it does not fit", maxLength: 300 },
      },
    },
  },
  {
    if: kindIs("whole-number"),
    then: {
      properties: {
        minimum: { type: "integer", title: "Smallest" },
        maximum: { type: "integer", title: "Largest" },
        presetNumber: { type: "integer", title: "Stands there at first" },
      },
    },
  },
  {
    if: kindIs("number"),
    then: {
      properties: {
        minimum: { type: "number", title: "Smallest" },
        maximum: { type: "number", title: "Largest" },
        presetNumber: { type: "number", title: "Stands there at first" },
      },
    },
  },
  {
    if: kindIs("number", "whole-number"),
    then: { properties: { unit: { type: "string", title: "Unit behind it", maxLength: 20 } } },
  },
  {
    if: kindIs("yes-no"),
    then: {
      properties: {
        presetAnswer: { type: "string", title: "At first", enum: ["open", "yes", "no"], default: "open" },
      },
    },
  },
  {
    if: kindIs("choices", "list"),
    then: { properties: { minItems: counted("At least this many"), maxItems: counted("At most this many") } },
  },
];

const fields: Record<string, FieldUi> = {
  title: { placeholder: "Size" },
  name: { help: "How expressions read the answer: inputs.size. It can't be changed here later.", placeholder: "size" },
  kind: { labels: kindTitles },
  help: { help: "A sentence below the question." },
  required: { widget: "switch" },
  pattern: { help: "A regular expression: ^[a-z][a-z0-9-]*$", placeholder: "^[a-z][a-z0-9-]*$" },
  look: {
    labels: { fitting: "Whatever fits", cards: "Cards", radio: "Round buttons", select: "List to unfold" },
  },
  preset: { help: "One of the values; nothing is chosen when empty." },
  presetAnswer: { labels: { open: "Not answered", yes: "Yes", no: "No" } },
};

/** As they are asked, whatever brings them up. */
const order =
  "title name kind choices preset look presetText presetAnswer minimum maximum unit " +
  "presetNumber minLength maxLength pattern patternMessage minItems maxItems placeholder required when whenIs help";

/**
 * The form that makes or changes a question. `taken`: names that a new one can't have; left out for one that is there.
 * `deciders`: the questions that may bring up a new one.
 */
export function questionForm(
  kind: QuestionKind | undefined,
  taken?: readonly string[],
  deciders: readonly Decider[] = [],
): Form {
  const condition = conditionQuestions(taken === undefined ? [] : deciders);
  const { allOf: branches = [], properties: when = {} } = condition.schema;
  const named: JsonObject =
    taken === undefined
      ? {}
      : {
          name: {
            type: "string",
            title: "Name",
            pattern: "^[A-Za-z_][A-Za-z0-9_-]*$",
            maxLength: 60,
            ...(taken.length === 0 ? {} : { not: { enum: [...taken] } }),
          },
        };
  const other = kind === "other";
  const properties: JsonObject = {
    title: { type: "string", title: "Question", minLength: 1, maxLength: 200 },
    ...named,
    ...(other ? {} : { kind: { type: "string", title: "Kind of answer", enum: [...questionKinds], default: "text" } }),
    required: { type: "boolean", title: "Has to be answered", default: false },
    help: { type: "string", title: "Help", maxLength: 500 },
    ...(isJsonObject(when) ? when : {}),
  };
  const required = [...(taken === undefined ? [] : ["title", "name"]), ...(other ? [] : ["kind"])];
  return buildForm(
    {
      type: "object",
      required,
      properties,
      ...(other ? {} : { allOf: [...perKind, ...(Array.isArray(branches) ? branches : [])] }),
    },
    {
      pages: [{ title: "Question", fields: order.split(" ") }],
      fields: {
        ...fields,
        ...condition.ui,
        name: {
          ...fields["name"],
          messages: {
            pattern: "Letters, digits, dashes and underscores; it begins with a letter.",
            not: "There is a question of this name already.",
          },
        },
      },
    },
  );
}
