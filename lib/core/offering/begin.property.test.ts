import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeModule } from "#lib/core/terraform/describe.ts";
import { beginBlank, beginFromModule } from "./begin.ts";
import { checkOffering } from "./lint.ts";

const type: fc.Arbitrary<string> = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("string", "number", "bool", "any", "list", "map", "object({})"),
    tie("type").map((inner) => `list(${inner})`),
    tie("type").map((inner) => `set(${inner})`),
    tie("type").map((inner) => `map(${inner})`),
    fc.tuple(tie("type"), tie("type")).map(([one, other]) => `object({ a-b = ${one}, in = optional(${other}, null) })`),
    fc.tuple(tie("type"), tie("type")).map(([one, other]) => `tuple([${one}, ${other}])`),
  ),
})).type;

const preset = fc.constantFrom(
  "null",
  '""',
  '"a"',
  "5",
  '"5"',
  "true",
  "[]",
  "{}",
  '["x"]',
  "{ a = 1 }",
  "local.x",
  "-1.5",
);

const condition = (name: string) =>
  fc.constantFrom(
    `contains(["a", "b"], var.${name})`,
    `contains([1, 2,], var.${name})`,
    `var.${name} >= 1 && var.${name} < 9`,
    `can(regex("^(a+)+$", var.${name}))`,
    `can(regex("^[[:alpha:]]+$", var.${name}))`,
    `can(regex("^[a-z]{1,9}$", var.${name}))`,
    `length(var.${name}) > 2`,
    `var.${name} == null || length(var.${name}) < 3`,
    `alltrue([for x in var.${name} : x != ""])`,
    `(var.${name})[0].*`,
  );

const variable = fc
  .constantFrom(
    "name",
    "team",
    "in",
    "for",
    "has-dash",
    "inputs",
    "properties",
    "type",
    "size",
    "steps",
    "é",
    "A_1",
    "request",
    "null",
    "title",
  )
  .chain((name) =>
    fc
      .record({
        type: fc.option(type),
        preset: fc.option(preset),
        sensitive: fc.boolean(),
        nullable: fc.boolean(),
        description: fc.option(
          fc.constantFrom("Says ${{ so }}", 'It\'s "this"', "a: b # c", "Line\\nTwo", "x".repeat(900)),
        ),
        condition: fc.option(condition(name)),
      })
      .map((one) => {
        const lines = [
          ...(one.type === null ? [] : [`type = ${one.type}`]),
          ...(one.preset === null ? [] : [`default = ${one.preset}`]),
          ...(one.sensitive ? ["sensitive = true"] : []),
          ...(one.nullable ? [] : ["nullable = false"]),
          ...(one.description === null
            ? []
            : [`description = ${JSON.stringify(one.description).replace("${", "$${")}`]),
          ...(one.condition === null
            ? []
            : [`validation {\n condition = ${one.condition}\n error_message = "No: not so."\n}`]),
        ];
        return { name, text: `variable ${JSON.stringify(name)} {\n${lines.join("\n")}\n}\n` };
      }),
  );

const output = fc
  .constantFrom("host", "in", "a-b", "a_b", "1x", "steps", "é")
  .map((name) => `output ${JSON.stringify(name)} {\n sensitive = ${String(name.length > 2)}\n}\n`);

const begun = { name: "brand-new", title: 'A "new": one # here', owner: "data-platform" };

describe("a first document", () => {
  test("of any module checks without errors, and gives the module whatever it needs", () => {
    fc.assert(
      fc.property(fc.array(variable, { maxLength: 12 }), fc.array(output, { maxLength: 4 }), (variables, outputs) => {
        const text = [...new Map(variables.map((one) => [one.name, one.text])).values(), ...outputs].join("");
        const modules = { "modules/any": { digest: "d", description: describeModule({ "main.tf": text }) } };
        const made = checkOffering(beginFromModule("modules/any", modules, begun), { modules });
        expect(made.issues.filter(({ severity }) => severity === "error")).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("of a module with two hundred variables asks for as many as a document may ask for", () => {
    const text = Array.from(
      { length: 200 },
      (_, at) => `variable "v${at}" {\n type = map(string)\n default = {}\n}\n`,
    ).join("");
    const modules = { "modules/vast": { digest: "d", description: describeModule({ "main.tf": text }) } };
    const made = checkOffering(beginFromModule("modules/vast", modules, begun), { modules });
    expect(made.issues).toEqual([]);
  });

  test("from nothing checks without a word, with a ticket or a task", () => {
    const title = fc.stringMatching(/^[^\p{Cc}]{1,80}$/u);
    fc.assert(
      fc.property(title, (words) => {
        expect(checkOffering(beginBlank({ ...begun, title: words })).issues).toEqual([]);
        expect(
          checkOffering(beginBlank({ ...begun, title: words }, { project: "DBA", connection: "jira" })).issues,
        ).toEqual([]);
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});
