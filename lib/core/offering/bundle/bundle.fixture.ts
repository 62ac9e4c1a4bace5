import { checkOffering } from "#lib/core/offering/lint.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { childNames } from "./child.ts";
import type { Children } from "./child.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";

/** A document with these parts; lines of `inputs`, `steps` and `outputs` come indented. */
export function documentOf(
  name: string,
  parts: { inputs?: string; steps?: string; outputs?: string; metadata?: string } = {},
): string {
  const { inputs = "  type: object\n  properties: {}", steps = task, outputs = "", metadata = "" } = parts;
  return `apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: The ${name}
  summary: A ${name}.
  owner: data-platform
  category: databases
${metadata}inputs:
${inputs}
fulfillment:
  steps:
${steps}
${outputs === "" ? "" : `outputs:\n${outputs}\n`}`;
}

const task = "    - { id: make, uses: manual, with: { team: data-platform, instructions: Do it. } }";

export const order = (id: string, offering: string, more = "") =>
  `    - { id: ${id}, needs: [], uses: offering, with: { offering: ${offering}${more} } }`;

/** What a request for a database asks and yields. */
export const database = documentOf("database", {
  inputs: `  type: object
  required: [name, size, password]
  properties:
    name: { type: string, title: Name, pattern: "^[a-z]+$" }
    size: { type: string, title: Size, enum: [small, large], default: small }
    count: { type: integer, title: Copies, default: 1 }
    password: { type: string, title: Password, writeOnly: true }
    replica: { type: boolean, title: Replica, default: false }
  if: { properties: { replica: { const: true } }, required: [replica] }
  then: { required: [zone], properties: { zone: { type: string, title: Zone, enum: [a, b] } } }
ui:
  fields:
    size: { labels: { small: Small one }, help: Choose. }`,
  steps: `    - id: make
      uses: manual
      with:
        team: data-platform
        instructions: "Make \${{ inputs.name }} of \${{ inputs.size }}."
        outputs:
          type: object
          required: [host, port, key]
          properties:
            host: { type: string }
            port: { type: integer }
            key: { type: string, writeOnly: true }
    - { id: note, blocking: false, uses: jira-issue, with: { project: DBA, issueType: Task, summary: Note } }`,
  outputs: `  host: { title: Host, value: "\${{ steps.make.outputs.host }}" }
  port: { title: Port, value: "\${{ steps.make.outputs.port }}" }
  url: { value: "db://\${{ steps.make.outputs.host }}" }
  key: { value: "\${{ steps.make.outputs.key }}", secret: true }
  note: { value: "\${{ steps.note.outputs.?key.orValue('') }}" }`,
});

/** The catalog after these documents were published one after the other. Throws when one is not right. */
export function published(...sources: string[]): Children {
  const children: Record<string, Children[string]> = {};
  for (const source of sources) {
    const { offering, issues } = checked(source, children);
    const [wrong] = issues.filter(({ severity }) => severity === "error");
    if (!offering || wrong) throw new Error(`${wrong?.line}:${wrong?.column} ${wrong?.message}`);
    const { name } = offering.metadata;
    children[name] = { revision: (children[name]?.revision ?? 0) + 1, document: offering, modules: {} };
  }
  return children;
}

/** A document held against a catalog, as it is when it is published. */
export function checked(source: string, catalog: Children = {}, context: CheckContext = {}) {
  const { offering } = parseOffering(source);
  const names = offering ? childNames(offering) : [];
  const children = Object.fromEntries(Object.entries(catalog).filter(([name]) => names.includes(name)));
  return checkOffering(source, { offerings: Object.keys(catalog), ...context, children });
}
