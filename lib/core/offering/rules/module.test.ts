import { describe, expect, test } from "vitest";
import { checkOffering } from "#lib/core/offering/lint.ts";
import { describeModule } from "#lib/core/terraform/describe.ts";

const main = `
variable "name" { type = string }
variable "size" {
  type    = number
  default = 1
}
variable "tags" {
  type    = list(string)
  default = []
}
variable "secret" {
  type      = string
  default   = ""
  sensitive = true
}
variable "open" { default = "" }
output "host" { value = "x" }
output "password" {
  value     = "y"
  sensitive = true
}
`;

const modules = { "modules/db": { digest: "d", description: describeModule({ "main.tf": main }) } };

const issuesOf = (variables: string, later = "${{ steps.db.outputs.host }}", more = "") =>
  checkOffering(
    `apiVersion: pao/v1
kind: Offering
metadata: { name: it, title: It, summary: It., owner: platform, category: test }
inputs:
  type: object
  required: [name, count, token]
  properties: { name: { type: string }, count: { type: integer }, token: { type: string, writeOnly: true } }
fulfillment:
  steps:
    - id: db
      uses: terraform
      with: { module: modules/db${variables} }
    - id: tell
      uses: manual
      with: { team: platform, instructions: "${later} of \${{ inputs.name }}, \${{ inputs.count }}" }
outputs:
  token: { value: "\${{ inputs.token }}", secret: true }
  ${more}
`,
    { modules },
  ).issues;

const told = (...given: Parameters<typeof issuesOf>) =>
  issuesOf(...given).map(({ severity, line, message }) => `${severity} ${line}: ${message}`);

describe("what a step gives its module", () => {
  test("is fine when it fits", () => {
    expect(
      told(', variables: { name: "${{ inputs.name }}", size: "5", tags: [a], secret: "${{ inputs.token }}" }'),
    ).toEqual([]);
    expect(told(", variables: \"${{ {'name': inputs.name} }}\"")).toEqual([]);
  });

  test.each([
    ["", "error 12: The module needs name."],
    [", variables: { nam: x }", "error 12: nam is no variable of the module; did you mean name?"],
    [", variables: { name: [x] }", "error 12: name has to be a text, and this is a list."],
    [", variables: { name: x, size: large }", "error 12: size has to be a number, and this is a text."],
    [
      ', variables: { name: x, tags: "${{ inputs.count }}" }',
      "error 12: tags has to be a list, and this is a whole number.",
    ],
    [
      ', variables: { name: x, open: "${{ inputs.token }}" }',
      "warning 12: open gets a secret, and the module does not declare it sensitive: Terraform may print it. Declare it so.",
    ],
  ])("is told with its line when it does not: %s", (variables, issue) => {
    expect(told(variables)).toContain(issue);
  });
});

test("a variable's name that is written wrong is mended by a click", () => {
  const issue = issuesOf(", variables: { nam: x }").find(({ path }) => path.endsWith("/nam"));
  expect(issue?.fix).toMatchObject({ replacement: "name", length: 3 });
});

describe("what a module yields", () => {
  test("is known by name", () => {
    expect(told(", variables: { name: x }", "${{ steps.db.outputs.hots }}").join()).toMatch(/hots .*host\b/);
  });

  test("is secret when the module says so", () => {
    const shown = told(", variables: { name: x }", "${{ steps.db.outputs.password }}");
    expect(shown.join()).toContain("steps.db.outputs.password is or holds a secret");
    const output = told(", variables: { name: x }", undefined, 'p: { value: "${{ steps.db.outputs.password }}" }');
    expect(output.join()).toContain("mark this output with secret: true");
  });
});

test("a module whose text is no Terraform is an error of the step that names it", () => {
  const broken = { "modules/db": { digest: "d", description: describeModule({ "Main.tf": 'variable "x" {' }) } };
  const { issues } = checkOffering(
    `apiVersion: pao/v1
kind: Offering
metadata: { name: it, title: It, summary: It., owner: platform, category: test }
inputs: { type: object, properties: {} }
fulfillment:
  steps:
    - id: db
      uses: terraform
      with: { module: modules/db, variables: { x: "1" } }
`,
    { modules: broken },
  );
  expect(issues).toContainEqual(
    expect.objectContaining({
      severity: "error",
      line: 9,
      message: "modules/db can't be used: in Main.tf, line 1, a { is not closed.",
    }),
  );
});
