import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { settle } from "#lib/core/form/settle.ts";
import { validate } from "#lib/core/form/validate.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { linesThatRead, withoutQuestion, withQuestion, withQuestionMoved } from "#lib/core/offering/edit/question.ts";
import type { WrittenQuestion } from "#lib/core/offering/edit/question.ts";
import { valueAt } from "#lib/core/offering/edit/value.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { decidersOf, placeFor } from "./asked-when.ts";
import { outlineOf } from "./outline.ts";
import type { OutlinePart } from "./outline.ts";
import type { OutlineQuestion } from "./questions.ts";
import { answersOf, questionOf } from "./question-answers.ts";
import { questionForm } from "./question-form.ts";

const documents = readdirSync("offerings")
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ name, source: readFileSync(`offerings/${name}`, "utf8") }));

function partsOf(source: string): OutlinePart[] {
  const outline = outlineOf(source);
  return "parts" in outline ? outline.parts : [];
}

function written(source: string, part: OutlinePart, { path, name, required }: OutlineQuestion): WrittenQuestion {
  const outline = outlineOf(source);
  const value = "value" in outline ? outline.value : null;
  const object = (held: unknown): JsonObject => (isJsonObject(held) ? held : {});
  return {
    schema: object(valueAt(value, path)),
    required,
    field: object(valueAt(value, [...part.path, "ui", "fields", name])),
  };
}

describe("a question in the form that changes it", () => {
  test.each(documents)("is written back as it was, for every question of $name", ({ source }) => {
    for (const part of partsOf(source)) {
      for (const question of part.questions) {
        const was = written(source, part, question);
        const form = questionForm(question.kind);
        const answers = settle(form, answersOf(was));
        expect(validate(form, answers)).toEqual([]);
        expect(withQuestion(source, part.path, question.path, questionOf(answers, was))).toBe(source);
      }
    }
  });

  const source = `inputs:
  type: object
  required: [size] # all of them
  properties:
    # by load
    size: { type: string, title: Size, enum: [s, m], x-mine: 1 }
    name: { type: string }
ui:
  pages:
    - { title: One, fields: [size] }
    - { title: Two, fields: [name] }
  fields:
    size: { labels: { s: Small }, messages: { enum: No. } }
`;

  test("changes what was changed, and keeps what the form does not ask about", () => {
    const [part] = partsOf(source);
    const question = part?.questions[0];
    if (!part || !question) throw new Error("no question");
    const was = written(source, part, question);
    const changed = {
      ...answersOf(was),
      title: "How big?",
      required: false,
      choices: [{ value: "s" }, { value: "l" }],
    };
    expect(withQuestion(source, [], question.path, questionOf(changed, was))).toBe(
      source
        .replace("  required: [size] # all of them\n", "")
        .replace("title: Size, enum: [s, m]", "title: How big?, enum: [s, l]")
        .replace("labels: { s: Small }, ", ""),
    );
  });

  test("of another kind keeps nothing that does not fit it", () => {
    const [part] = partsOf(source);
    const question = part?.questions[0];
    if (!part || !question) throw new Error("no question");
    const was = written(source, part, question);
    expect(questionOf({ title: "Size", kind: "whole-number", minimum: 3 }, was)).toEqual({
      schema: { type: "integer", title: "Size", minimum: 3 },
      required: false,
      field: { messages: { enum: "No." } },
    });
  });

  test("takes everything said of it along when it goes, and its comment", () => {
    expect(withoutQuestion(source, [], ["inputs", "properties", "size"])).toBe(`inputs:
  type: object
  properties:
    name: { type: string }
ui:
  pages:
    - { title: Two, fields: [name] }
`);
  });

  test("moves on its page, and to the page beside it, which it may leave empty", () => {
    expect(withQuestionMoved(source, [], ["inputs", "properties", "name"], -1)).toBe(
      source.replace("fields: [size] }\n    - { title: Two, fields: [name] }", "fields: [size, name] }"),
    );
    const paged = source.replace("[size] }", "[size, name] }").replace(/\n.*title: Two.*/, "");
    expect(withQuestionMoved(paged, [], ["inputs", "properties", "name"], -1)).toContain("fields: [name, size] }");
    expect(partsOf(paged)[0]?.questions.map(({ moves }) => moves)).toEqual([
      { up: false, down: true },
      { up: true, down: false },
    ]);
  });

  test("without pages moves in its schema, with its comment", () => {
    const bare = source.replace(/ {2}pages:\n.*\n.*\n/, "");
    expect(withQuestionMoved(bare, [], ["inputs", "properties", "name"], -1)).toBe(
      bare
        .replace("    name: { type: string }\n", "")
        .replace("    # by load\n", "    name: { type: string }\n    # by load\n"),
    );
  });

  test("of every kind makes a sound document", () => {
    const document = documents.find(({ name }) => name === "postgresql.yaml")?.source ?? "";
    const answers: JsonObject[] = [
      {
        title: "A",
        kind: "text",
        pattern: "^a+$",
        patternMessage: "No",
        maxLength: 9,
        presetText: "aa",
        required: true,
      },
      { title: "A", kind: "long-text", placeholder: "so", help: "Say: it all" },
      {
        title: "A",
        kind: "choice",
        choices: [{ value: "a: b", label: "L" }, { value: "no" }],
        preset: "no",
        look: "cards",
      },
      { title: "A", kind: "choices", choices: [{ value: "1" }, { value: "2" }], minItems: 1 },
      { title: "A", kind: "yes-no", presetAnswer: "yes" },
      { title: "A", kind: "whole-number", minimum: 1, maximum: 5, presetNumber: 2, unit: "GiB" },
      { title: "A", kind: "number", minimum: 0.5 },
      { title: "A", kind: "date" },
      { title: "A", kind: "list", maxItems: 3 },
      { title: "A", kind: "secret" },
    ];
    for (const given of answers) {
      const form = questionForm(undefined, ["name"]);
      const asked = settle(form, { ...given, name: "brand-new" });
      expect(validate(form, asked)).toEqual([]);
      const made = withQuestion(document, [], ["inputs", "properties", "brand-new"], questionOf(asked));
      expect(checkOffering(made).issues.map(({ message }) => message)).toEqual([
        "Nothing reads the answer to brand-new.",
      ]);
    }
  });

  test("that hangs on an answer joins the branch of that answer, or makes one", () => {
    const document = documents.find(({ name }) => name === "postgresql.yaml")?.source ?? "";
    const add = (text: string, name: string, when: string, whenIs: string) => {
      const outline = outlineOf(text);
      const [part] = partsOf(text);
      const value = "value" in outline ? outline.value : null;
      if (!part) throw new Error("no part");
      const form = questionForm(undefined, [], decidersOf(value, part));
      const answers = settle(form, { title: name, name, kind: "text", required: true, when, whenIs });
      expect(validate(form, answers)).toEqual([]);
      const { source: room, group } = placeFor(text, value, part, answers);
      return withQuestion(room, [], [...group, "properties", name], questionOf(answers));
    };
    const one = add(document, "lag", "replica", "yes");
    expect(one).toContain("    required: [zone, lag]\n");
    const two = add(add(one, "reason", "size", "large"), "until", "size", "large");
    expect(two).toContain(`    - if:
        properties:
          size:
            const: large
        required: [size]
      then:
        required: [reason, until]
        properties:
          reason:
            type: string
            title: reason
          until:
            type: string
            title: until
`);
    const asked = partsOf(two)[0]?.questions.filter(({ condition }) => condition !== null);
    expect(asked?.map(({ name, condition }) => [name, condition])).toEqual(
      expect.arrayContaining([
        ["lag", "asked only when Read replica is yes"],
        ["until", "asked only when Size is large"],
      ]),
    );
    expect(checkOffering(two).issues.map(({ message }) => message)).toEqual(
      ["lag", "reason", "until"].map((name) => `Nothing reads the answer to ${name}.`),
    );
  });

  test("is found where expressions read it", () => {
    const text = 'a: ${{ inputs.size }}\nb: ${{ inputs.sizes }}\nc: ${{ inputs.?size }}\nd: ${{ inputs["size"] }}\n';
    expect(linesThatRead(text, "inputs", "size")).toEqual([1, 3, 4]);
  });
});
