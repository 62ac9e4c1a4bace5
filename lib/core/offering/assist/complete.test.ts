import fc from "fast-check";
import { expect, test } from "vitest";
import { good } from "#lib/core/offering/document.fixture.ts";
import { checkOffering } from "#lib/core/offering/lint.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import type { ModuleVariable } from "#lib/core/terraform/module.ts";
import { complete } from "./complete.ts";

const context: CheckContext = {
  teams: ["data-platform", "compute"],
  environments: ["dev", "prod"],
  connections: [
    { name: "platform", kind: "http" },
    { name: "theirs", kind: "http", teams: ["compute"] },
    { name: "jira", kind: "jira" },
  ],
  offerings: ["redis-cache"],
  vars: { domain: "example.com", limits: { size: 5 } },
};

/** A document around what is written; `‸` stands for the cursor. */
const head = `apiVersion: pao/v1
kind: Offering
metadata: { name: a, title: A, summary: A., owner: data-platform, category: test }
inputs:
  type: object
  required: [name, size]
  properties:
    name: { type: string, title: Name of it, description: Becomes the host name. }
    size: { type: string, enum: [small, large] }
    zone: { type: string }
    instance-type: { type: string, default: a }
    ports: { type: array, items: { type: object, required: [number], properties: { number: { type: integer } } } }
    password: { type: string, writeOnly: true }
`;
const steps = `${head}fulfillment:
  steps:
    - id: first
      title: The first one
      uses: http
      with: { method: POST, path: /a, outputs: { host: { type: string, title: Host name, from: /host }, port: { type: integer, from: /port } } }
    - id: aside
      uses: manual
      blocking: false
      with: { team: compute, instructions: Look. }
    - id: last
`;

function offered(marked: string): string[] {
  const cursor = marked.indexOf("‸");
  return complete(marked.replace("‸", ""), cursor, context)?.options.map(({ label }) => label) ?? [];
}

/** The text after an option was chosen. */
function chosen(marked: string, label: string): string {
  const cursor = marked.indexOf("‸");
  const source = marked.replace("‸", "");
  const found = complete(source, cursor, context);
  const option = found?.options.find((one) => one.label === label);
  if (!found || !option) return `no ${label}`;
  return source.slice(0, option.from ?? found.from) + (option.insert ?? label) + source.slice(found.to);
}

test.each<[string, string[]]>([
  ["‸", ["apiVersion", "kind", "metadata", "inputs", "fulfillment"]],
  ["metadata:\n  ‸", ["name", "title", "summary", "owner", "category"]],
  [`${steps}      ‸`, ["uses", "needs", "with", "any", "if"]],
  [`${steps}      uses: jira-issue\n      with:\n        ‸`, ["project", "issueType", "summary", "labels"]],
  [`${steps}      uses: http\n      with: { ‸`, ["method", "path", "body"]],
  [`${steps}      any:\n        - uses: manual\n          with:\n            ‸`, ["team", "instructions"]],
  ["inputs:\n  properties:\n    a: { type: string, ‸ }", ["title", "pattern", "enum", "writeOnly"]],
  [
    `${steps}      uses: manual\n      with:\n        outputs:\n          properties:\n            a: { ‸`,
    ["type", "title"],
  ],
  [`${head}ui:\n  fields:\n    ‸`, ["name", "size", "zone"]],
  [`${head}ui:\n  fields:\n    size: { labels: { ‸`, ["small", "large"]],
  ["operations:\n  resize:\n    ‸", ["title", "inputs", "fulfillment"]],
])("in %j names of the document are offered", (marked, expected) => {
  expect(offered(marked)).toEqual(expect.arrayContaining(expected));
});

test.each<[string, string[]]>([
  ["metadata:\n  owner: ‸", ["data-platform", "compute"]],
  ["metadata: { environments: [dev, ‸] }", ["dev", "prod"]],
  ["metadata:\n  lifecycle: ‸", ["experimental", "production", "deprecated"]],
  [`${steps}      connection: ‸\n      uses: http`, ["platform"]],
  [`${steps}      uses: jira-issue\n      connection: ‸`, ["jira"]],
  [`${steps}      needs: [‸]`, ["first", "aside"]],
  [`${steps}      needs: [first, ‸]`, ["aside"]],
  [`${steps}      needs:\n        - ‸`, ["first", "aside"]],
  [`${steps}      uses: offering\n      with: { offering: ‸ }`, ["redis-cache"]],
  [`${steps}      blocking: ‸`, ["true", "false"]],
  ["inputs:\n  required: [‸]\n  properties: { a: {}, b: {} }", ["a", "b"]],
  ["inputs:\n  properties: { a: { type: ‸ } }", ["string", "integer", "number", "boolean", "array", "object", "null"]],
  [`${head}ui:\n  pages: [{ title: One, fields: [name, ‸] }]`, ["size", "zone", "instance-type", "ports", "password"]],
  [
    `${head}ui:\n  fields: { size: { widget: ‸ } }`,
    ["cards", "radio", "select", "textarea", "switch", "checkboxes", "password", "markdown"],
  ],
])("in %j exactly the values that fit are offered", (marked, expected) => {
  expect(offered(marked)).toEqual(expected);
});

test.each<[string, string[], string[]]>([
  ["path: ${{ ‸ }}", ["inputs", "request", "steps", "offering", "vars", "has"], ["resource"]],
  ["path: ${{ inputs.‸ }}", ["name", "size", "zone", "instance-type"], ["first", "startsWith"]],
  ["path: ${{ inputs.name.‸ }}", ["startsWith", "size"], ["name"]],
  ["path: ${{ steps.‸", ["first"], ["last", "aside"]],
  ["path: ${{ steps.first.outputs.‸", ["host", "port"], []],
  ["path: ${{ request.‸", ["environment", "number"], []],
  ["path: ${{ vars.limits.‸", ["size"], ["domain"]],
  ["path: ${{ offering.‸", ["name", "annotations"], []],
  ["path: ${{ inputs.ports.‸", ["filter", "size"], ["startsWith"]],
  ["path: ${{ inputs.?ports.orValue([]).‸", [], ["name"]],
  ["path: ${{ inputs.ports.exists(port, port.‸", ["number"], []],
  [`path: "\${{ inputs['‸"`, ["instance-type"], []],
  ["path: ${{ inputs.size == ‸", ['"small"', '"large"'], []],
  ["path: ${{ inputs.size == '‸", ["small", "large"], []],
])("in the expression %j what exists is offered, and nothing else", (marked, there, missing) => {
  const found = offered(`${steps}      uses: http\n      with:\n        method: GET\n        ${marked}`);
  expect(found).toEqual(expect.arrayContaining(there));
  for (const name of missing) expect(found).not.toContain(name);
});

test("what is decided before any step has run reads no steps, and what is the same for every order reads nothing", () => {
  expect(offered(`${head}policies:\n  - id: a\n    when: \${{ ‸`)).not.toContain("steps");
  expect(offered("metadata:\n  title: ${{ ‸")).toEqual([]);
});

test("what does not run yet is not offered as a way to do a step", () => {
  const found = offered(`${steps}      uses: ‸`);
  expect(found).toContain("manual");
  expect(found).not.toContain("approval");
});

test("an output of the document may read every step", () => {
  expect(offered(`${steps}outputs:\n  host: { value: "\${{ steps.‸`)).toEqual(["first", "aside", "last"]);
});

test("what comes with a name is written along with it", () => {
  const step = `${steps}      uses: http\n      with:\n        method: GET\n        `;
  expect(chosen(`${step}path: \${{ inputs.‸ }}`, "instance-type")).toContain(`\${{ inputs["instance-type"] }}`);
  expect(chosen(`${step}path: "\${{ inputs.ins‸ }}"`, "instance-type")).toContain(`"\${{ inputs['instance-type'] }}"`);
  expect(chosen(`${step}path: \${{ inputs.zo‸ }}`, "zone")).toContain(`\${{ inputs.?zone.orValue("") }}`);
  expect(chosen(`${step}path: \${{ has(inputs.zo‸) }}`, "zone")).toContain("${{ has(inputs.zone) }}");
  expect(chosen(`${step}path: \${{ inputs.?‸ }}`, "zone")).toContain("${{ inputs.?zone }}");
  expect(chosen("meta‸", "metadata")).toBe("metadata:\n  ");
  expect(chosen(`${steps}      ne‸`, "needs")).toMatch(/      needs:\n        - $/);
  expect(chosen("metadata: { ti‸ }", "title")).toBe("metadata: { title:  }");
  expect(chosen("metadata:\n  ti‸: A", "title")).toBe("metadata:\n  title: A");
});

test("an expression that was completed and reads a place is right at once", () => {
  const path = "path: /${{ inputs.‸ }}";
  const marked = `${steps}      uses: http\n      with:\n        method: GET\n        ${path}\n`;
  for (const label of ["name", "size", "zone", "instance-type"]) {
    const errors = checkOffering(chosen(marked, label), context).issues.filter(({ severity }) => severity === "error");
    expect(errors).toEqual([]);
  }
});

const variable: ModuleVariable = { schema: { type: "string" }, required: true, sensitive: false, nullable: false };
const lake = { variables: { name: variable, size: variable }, outputs: {}, providers: {}, calls: {}, troubles: [] };
const document = checkOffering(good).offering;
const elsewhere: CheckContext = {
  modules: { "modules/lake": { digest: "a", description: lake } },
  children: document ? { "redis-cache": { revision: 1, document, modules: {} } } : {},
};

test.each([
  ["uses: terraform\n      with:\n        module: modules/lake\n        variables:\n          ‸", ["name", "size"]],
  ["uses: terraform\n      with:\n        module: modules/lake\n        variables:\n          na‸", ["name", "size"]],
  [
    "uses: offering\n      with:\n        offering: redis-cache\n        inputs:\n          ‸\n",
    ["name", "size", "replica", "password", "zone"],
  ],
])("the first name in an object whose names come from elsewhere is offered: %j", (marked, names) => {
  const text = `${steps}      ${marked}`;
  const cursor = text.indexOf("‸");
  const found = complete(text.replace("‸", ""), cursor, { ...context, ...elsewhere });
  expect(found?.options.map(({ label }) => label)).toEqual(names);
});

test("names that stand there already are not offered again, but for the one that is being written", () => {
  expect(offered("metadata:\n  name: a\n  ‸\n")).not.toContain("name");
  expect(offered("metadata:\n  na‸: a\n")).toContain("name");
});

test("wherever the cursor is and whatever is missing, an answer comes and nothing is thrown", () => {
  fc.assert(
    fc.property(fc.nat(good.length), fc.nat(60), fc.constantFrom("", "${{ ", ".", ": ", "{", "["), (at, cut, typed) => {
      const text = good.slice(0, at) + typed + good.slice(at + cut);
      expect(() => complete(text, at + typed.length, context)).not.toThrow();
    }),
    { numRuns: 150 },
  );
});
