import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { broken, good } from "./document.fixture.ts";
import { checkOffering } from "./lint.ts";
import type { CheckContext } from "./lint.ts";

const context: CheckContext = {
  teams: ["data-platform", "compute"],
  environments: ["dev", "test", "prod"],
  connections: [
    { name: "platform", kind: "http" },
    { name: "jira", kind: "jira" },
  ],
  vars: { domain: "example.com" },
};

function told(source: string): string[] {
  return checkOffering(source, context).issues.map(
    ({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`,
  );
}

describe("checkOffering", () => {
  it("has nothing to say about a good document", () => {
    expect(told(good)).toEqual([]);
  });

  it.each([
    [
      "inputs.name }}",
      "inputs.nmae }}",
      "error 37:28 inputs.nmae is not a question of this form; did you mean inputs.name?",
    ],
    [
      "inputs.size == 'large'",
      "inputs.size == 'larg'",
      `warning 25:64 inputs.size is never "larg": it is "small", "medium" or "large"; did you mean "large"?`,
    ],
    [
      "inputs.?zone.orValue('none')",
      "inputs.zone",
      `error 50:69 inputs.zone may be absent: write has(inputs.zone) ? inputs.zone : "", or inputs.?zone.orValue("").`,
    ],
    [
      "Greet ${{ steps.create",
      "Greet ${{ steps.record",
      "error 52:65 steps.record is not a step that has ended by then: there is create.",
    ],
    [
      "Greet ${{ steps.create.outputs.host",
      "Greet ${{ steps.create.outputs.hots",
      "error 52:65 steps.create.outputs.hots is not an output of step create; did you mean steps.create.outputs.host?",
    ],
    [
      `"\${{ request.environment == 'prod' && inputs.size == 'large' }}"`,
      "request.environment == 'prod'",
      "error 25:11 when is one whole expression: ${{ … }}, with nothing before or behind it.",
    ],
    [
      "if: \"${{ inputs.size != 'small' }}\"",
      'if: "${{ inputs.size }}"',
      "error 44:15 This has to be true or false, and it is a text.",
    ],
    [
      "request.environment == 'prod' && inputs",
      "steps.create.outputs.host == 'a' && inputs",
      "error 25:16 Outputs of steps can't be read here: this is decided before any step has run.",
    ],
    [
      "Zone ${{ inputs.?zone.orValue('none') }}",
      "${{ inputs.?password.orValue('') }}",
      "error 50:59 inputs.password is or holds a secret. Secrets enter http headers and bodies, Terraform variables and outputs that are marked secret, and nothing else.",
    ],
    [
      'secret }}", secret: true }',
      'secret }}" }',
      "error 55:20 steps.create.outputs.secret is or holds a secret: mark this output with secret: true.",
    ],
    ["- id: record", "- id: create", "error 41:11 Two steps are called create; each needs a name of its own."],
    [
      "    - id: record",
      "    - id: record\n      needs: [creat]",
      "error 42:15 creat is no step of this offering; did you mean create?",
    ],
    [
      "    - id: create",
      "    - id: create\n      needs: [announce]",
      "error 31:14 These steps wait for each other: create → announce → create.",
    ],
    [
      "        - uses: manual",
      '        - uses: manual\n          if: "${{ true }}"',
      "error 52:15 The last way has no `if`: it is taken when no other is.",
    ],
    [
      'with: { project: DBA, issueType: Task, summary: "Record',
      'with: { projct: DBA, issueType: Task, summary: "Record',
      "error 45:15 fulfillment.steps[1].with has no projct; did you mean project?",
    ],
    [
      "fields: [replica, zone, password]",
      "fields: [replica, zon, password]",
      "error 20:85 zon is no question of this form; did you mean zone?",
    ],
    [
      "fields: [replica, zone, password]",
      "fields: [replica, zone, name]",
      "error 20:91 name stands on a page already.",
    ],
    [
      "    size: { widget: cards }",
      "    sise: { widget: cards }",
      "error 22:5 sise is no question of this form; did you mean size?",
    ],
    [
      "pattern:",
      "patern:",
      "error 13:27 patern is no keyword of JSON Schema that forms understand; did you mean pattern?",
    ],
    [
      '"^[a-z]+$"',
      '"^(a+)+$"',
      "error 13:36 The time this regular expression takes doubles with every character for some texts.",
    ],
    ['pattern: "^[a-z]+$"', "format: emial", "error 13:35 emial is no format that forms know; did you mean email?"],
    ["{ type: string, pattern:", "{ $ref: '#/$defs/nothing', pattern:", "error 13:19 #/$defs/nothing is not there."],
    [
      "{ type: string, pattern:",
      "{ $ref: 'https://example.com', pattern:",
      "error 13:19 $ref points into these questions only: #/$defs/….",
    ],
    [
      "{ type: string, pattern:",
      "{ $ref: '#/properties/name', pattern:",
      "error 9:1 A question holds itself through $ref; a form can't ask without end.",
    ],
    ["required: [name, size]", "required: name", "error 11:13 required is a list of texts."],
    [
      "type: string, writeOnly",
      "type: strin, writeOnly",
      "error 16:23 strin is no type; there are string, integer, number, boolean, array, object and null; did you mean string?",
    ],
    ["    replica:", "    spare: { type: string }\n    replica:", "warning 15:5 Nothing reads the answer to spare."],
    [
      "effect: deny",
      "effect: require-approval",
      "error 26:5 A policy that requires approval says whose, in `approvers`.",
    ],
    [
      "owner: data-platform",
      "owner: data-platfrom",
      "warning 7:10 data-platfrom is no team of this organisation; did you mean data-platform?",
    ],
    [
      "  category: databases",
      "  category: databases\n  icon: databse",
      "warning 9:9 databse is no icon that the catalog has; did you mean database?",
    ],
    [
      "widget: cards",
      "labels: { smal: Small, large: Large }",
      "warning 22:23 smal is no value of this question; did you mean small?",
    ],
    [
      "path: /v1/databases",
      'path: "v1/databases/${{ inputs.name }}"',
      "error 35:15 fulfillment.steps[0].with.path: give a path that begins with / (host and scheme come from the connection, and no part may be . or ..).",
    ],
    [
      "connection: platform",
      "connection: platfrom",
      "warning 32:19 platfrom is not the name of a connection of kind http; did you mean platform?",
    ],
    [
      "  category: databases",
      "  category: databases\n  environments: [prdo]",
      "warning 9:18 prdo is no environment of this organisation; did you mean prod?",
    ],
    [
      'uses: manual\n          with: { team: data-platform, instructions: "Greet',
      'uses: approval\n          with: { approvers: [data-platform] } # "',
      "warning 51:17 Steps with approval can't be run yet: this offering can be published, and not be ordered.",
    ],
    [
      "Zone ${{ inputs.?zone.orValue('none') }}",
      "${{ vars.domian }}",
      "error 50:64 vars.domian is not part of vars; did you mean vars.domain?",
    ],
    [
      "outputs:\n  host",
      "operations:\n  create: { title: Again }\noutputs:\n  host",
      "error 54:3 create is what ordering does; give this operation another name.",
    ],
    [
      "outputs:\n  host",
      "operations:\n  resize: { title: Resize }\noutputs:\n  host",
      "error 54:3 resize has no fulfillment: say what it does.",
    ],
    [
      "outputs:\n  host",
      "operations:\n  retire: { title: Retire }\noutputs:\n  host",
      "error 54:3 retire has no fulfillment: say what it does.",
    ],
  ])("says what is wrong when %j is %j", (piece, by, message) => {
    expect(told(broken(piece, by)).join("\n")).toContain(message);
  });

  it("checks operations like the first order, with what they may read besides", () => {
    const step =
      '{ id: one, uses: manual, with: { team: compute, instructions: "${{ resource.name }} ${{ inputs.sise }}" } }';
    const inputs = "{ type: object, properties: { size: { type: string, default: a } } }";
    const issues = told(
      broken(
        "outputs:\n  host",
        `operations:\n  resize: { title: Resize, inputs: ${inputs}, fulfillment: { steps: [${step}] } }\noutputs:\n  host`,
      ),
    );
    expect(issues.filter((issue) => issue.startsWith("error"))).toEqual([
      "error 54:217 inputs.sise is not a question of this form; did you mean inputs.size?",
    ]);
    expect(told(broken("Greet ${{ steps.create.outputs.host }}", "${{ resource.name }}")).join()).toContain(
      "resource is there for operations",
    );
  });

  it("lets a step ask whether a secret was given, but not a plan", () => {
    expect(told(broken("${{ inputs.size != 'small' }}", "${{ has(inputs.password) }}"))).toEqual([]);
    expect(
      told(broken("request.environment == 'prod' && inputs.size == 'large'", "has(inputs.password)")).join(),
    ).toContain("is or holds a secret");
  });

  it("puts a fix exactly over what it replaces", () => {
    const source = broken("inputs.name }}", "inputs.nmae }}");
    const issue = checkOffering(source).issues.find((one) => one.fix);
    const { line = 0, column = 0, length = 0, replacement = "" } = issue?.fix ?? {};
    const text = source.split("\n")[line - 1] ?? "";
    expect(text.slice(column - 1, column - 1 + length)).toBe("inputs.nmae");
    const fixed = text.slice(0, column - 1) + replacement + text.slice(column - 1 + length);
    expect(checkOffering(source.replace(text, fixed)).issues).toEqual([]);
  });

  it("refuses what would take long to plan", () => {
    const body = Array.from({ length: 1_100 }, () => '"${{ inputs.name }}"').join(", ");
    const expensive = broken('password: "${{ inputs.?password', `all: [${body}], password: "\${{ inputs.?password`);
    expect(told(expensive).join()).toContain("This document computes too much");
  });

  it.each([
    [
      "{ host: { type: string, pattern: '^(a+)+$' } }",
      "",
      "error 53:83 The time this regular expression takes doubles",
    ],
    [
      "{ host: { type: string, minLenght: 3 } }",
      "",
      "minLenght is no keyword of JSON Schema that forms understand; did you mean minLength?",
    ],
    ["{ host: { $ref: '#/$defs/none' } }", "", "#/$defs/none is not there"],
    ["{ host: { type: strnig } }", "", "strnig is no type"],
    [
      "{ host: { type: string } }",
      "ui: { fields: { hots: { help: Whole. } } }",
      "hots is no question of this form; did you mean host?",
    ],
    [
      "{ host: { type: string } }",
      "ui: { pages: [{ title: All, fields: [port] }] }",
      "port is no question of this form",
    ],
    ["{ host: { type: string } }", "ui: { feilds: {} }", "has no feilds; did you mean fields?"],
  ])("holds what a task asks to the rules of a form: %s %s", (properties, ui, message) => {
    const task = `instructions: "Greet \${{ steps.create.outputs.host }}",\n            outputs: { type: object, properties: ${properties} }${ui && `,\n            ${ui}`} }`;
    const document = broken('instructions: "Greet ${{ steps.create.outputs.host }}" }', task);
    const errors = told(document).filter((issue) => issue.startsWith("error"));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
  });

  const folder = new URL("../../../offerings/", import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith(".yaml")))(
    "has nothing to say about offerings/%s",
    (name) => {
      expect(checkOffering(readFileSync(new URL(name, folder), "utf8")).issues).toEqual([]);
    },
  );
});
