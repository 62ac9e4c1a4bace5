import { expect, test } from "vitest";
import { hover } from "./hover.ts";

const document = `apiVersion: pao/v1
kind: Offering
metadata: { name: a, title: A, summary: A., owner: data-platform, category: test }
inputs:
  type: object
  required: [name]
  properties:
    name: { type: string, title: Name of it, description: Becomes the host name. }
    password: { type: string, writeOnly: true }
    instance-type: { type: string, enum: [a, b] }
fulfillment:
  steps:
    - id: first
      uses: http
      with: { method: POST, path: "/\${{ inputs.name }}", outputs: { host: { type: string, title: Host, from: /host } } }
    - id: last
      needs: [first]
      if: \${{ has(inputs.password) && inputs.name.startsWith("a") }}
      uses: jira-issue
      with: { project: DBA, issueType: Task, summary: "\${{ steps.first.outputs.host }} \${{ inputs['instance-type'] }}" }
`;

/** What is said of a word, at its `nth` place in the document. */
function over(word: string, nth = 1) {
  let at = -1;
  for (let left = nth; left > 0; left -= 1) at = document.indexOf(word, at + 1);
  return hover(document, at + 1, { vars: {} });
}

test("a name of the document says what belongs there", () => {
  expect(over("needs")).toMatchObject({
    name: "needs",
    type: "list",
    description: expect.stringContaining("waits for"),
  });
  expect(over("issueType")).toMatchObject({ description: "Task, Service Request …" });
  expect(over("writeOnly")).toMatchObject({ description: expect.stringContaining("secret") });
});

test("a value that is one of some says which one", () => {
  expect(over("jira-issue")).toMatchObject({ name: "jira-issue", type: "Jira" });
  expect(over("[first]".slice(1), 1)).toMatchObject({ name: "first" });
});

test("what an expression reads says its type, what it is called, and where it comes from", () => {
  expect(over("name }}")).toEqual({
    from: document.indexOf("inputs.name }}"),
    to: document.indexOf("inputs.name }}") + "inputs.name".length,
    name: "inputs.name",
    type: "text",
    title: "Name of it",
    description: "Becomes the host name.",
    origin: "A question of this form.",
  });
  expect(over("host }}")).toMatchObject({ type: "text", title: "Host", origin: "An output of step first: HTTP." });
  expect(over("first.outputs")).toMatchObject({ name: "steps.first", type: "object" });
  expect(over("instance-type']")).toMatchObject({ name: "inputs['instance-type']", type: "a | b, may be absent" });
  expect(over("password)")).toMatchObject({ type: "text, may be absent, secret" });
});

test("a function says what it does", () => {
  expect(over("startsWith")).toMatchObject({ name: "startsWith", type: "function" });
  expect(over("has(")).toMatchObject({ name: "has", type: "function" });
});

test("there is nothing to say of a text, a comment, or nothing", () => {
  expect(over("A., owner")).toBeNull();
  expect(hover(document, document.length)).toBeNull();
  expect(hover("", 0)).toBeNull();
});
