import { longDocument } from "./long-document.ts";

const questions = 150;

const head = (name: string, title: string) => `
apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: ${title}
  summary: For the measurements.
  owner: compute
  category: measurements
`;

const task = (id: string) => `
    - id: ${id}
      title: Task ${id}
      uses: manual
      with: { team: data-platform, instructions: Do it. }`;

/** A mixture of what forms ask, with a condition at every fifteenth question. */
function question(index: number): string {
  const title = `title: Question ${index}`;
  const kinds = [
    `{ type: string, ${title}, maxLength: 60 }`,
    `{ type: string, ${title}, pattern: "^[a-z][a-z0-9-]{2,28}$" }`,
    `{ type: integer, ${title}, minimum: 1, maximum: 1000, default: 10 }`,
    `{ type: string, ${title}, enum: [small, medium, large], default: small }`,
    `{ type: boolean, ${title}, default: false }`,
  ];
  return `    q${index}: ${kinds[index % kinds.length]}`;
}

const numbers = Array.from({ length: questions }, (_, index) => index);
const conditional = (index: number) => index % 15 === 14;
const asked = numbers.filter((index) => !conditional(index));

const condition = (index: number) => `
    - if: { properties: { q${index - 10}: { const: true } }, required: [q${index - 10}] }
      then:
        properties:
      ${question(index)}`;

const form = `${head("bench-questions", "A hundred and fifty questions")}
inputs:
  type: object
  properties:
${asked.map(question).join("\n")}
  allOf: ${numbers.filter(conditional).map(condition).join("")}
ui:
  pages: [{ title: Questions, fields: [${numbers.map((index) => `q${index}`).join(", ")}] }]
fulfillment:
  steps: ${task("answer")}
`;

/** Steps of a request whose page is watched; one after the other. */
export const tasks = ["a1", "a2", "a3", "a4", "a5"] as const;

const chain = `${head("bench-tasks", "Five tasks in a row")}
inputs: { type: object, properties: {} }
fulfillment:
  steps: ${tasks.map(task).join("")}
`;

const ticket = `${head("bench-ticket", "A ticket")}
inputs: { type: object, properties: {} }
fulfillment:
  steps:
    - { id: open, uses: jira-issue, with: { project: DBA, issueType: Task, summary: Measured } }
`;

const call = (id: string) => `
    - id: ${id}
      title: Call ${id}
      uses: http
      connection: platform
      with: { method: POST, path: /things, body: { name: "\${{ inputs.name }}", step: ${id} } }`;

const named = "inputs: { type: object, required: [name], properties: { name: { type: string } } }";

const calls = `${head("bench-calls", "Five calls in a row")}
${named}
fulfillment:
  steps: ${["c1", "c2", "c3", "c4", "c5"].map(call).join("")}
`;

/** It may be repeated, and its first answer never comes. */
const hanging = `${head("bench-hanging", "A call that hangs")}
${named}
fulfillment:
  steps:
    - { id: call, uses: http, connection: platform, with: { method: PUT, path: "/hang/\${{ request.number }}" } }
`;

/** As long as one gets that a person keeps. */
export const long = { name: "bench-500-lines", lines: 500, source: longDocument(500) };

/** Documents that are offered beside those of the repository. */
export const documents = {
  "bench-questions.yaml": form,
  "bench-tasks.yaml": chain,
  "bench-ticket.yaml": ticket,
  "bench-calls.yaml": calls,
  "bench-hanging.yaml": hanging,
  [`${long.name}.yaml`]: long.source,
};
