import { adapterDefinitions } from "#lib/core/adapter/index.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";

/** An offering that is ordered, and how often compared with the others. */
export interface Sample {
  name: string;
  uses: readonly AdapterKind[];
  weight: number;
  steps: string;
}

const entry = (id: string, more: string) => `
    - id: ${id}
      uses: http
      connection: platform
      with: { method: POST, path: /v1/entries, body: { key: "\${{ inputs.key }}-${id}" }, ${more} }`;
const ticket = (id: string, more = "") => `
    - id: ${id}
      uses: jira-issue
      ${more}
      with: { project: DBA, issueType: Task, summary: "Chaos \${{ inputs.key }} ${id}" }`;
const find = (id: string) => `find: { path: /v1/entries, query: { key: "\${{ inputs.key }}-${id}" }, take: /items }`;
const part = (id: string, name: string) => `
    - id: ${id}
      uses: offering
      needs: []
      with: { offering: ${name}, inputs: { key: "\${{ inputs.key }}-${id}" } }`;

/** Each kind of step, alone and with others: what is not built yet is left out. */
const samples: readonly Sample[] = [
  { name: "chaos-repeatable", uses: ["http"], weight: 4, steps: entry("one", "idempotent: true") },
  { name: "chaos-found", uses: ["http"], weight: 3, steps: entry("one", find("one")) },
  { name: "chaos-blind", uses: ["http"], weight: 2, steps: entry("one", "expect: [201]") },
  { name: "chaos-ticket", uses: ["jira-issue"], weight: 4, steps: ticket("one") },
  {
    name: "chaos-task",
    uses: ["manual", "http"],
    weight: 3,
    steps: `
    - { id: task, uses: manual, with: { team: checkout, instructions: Do it., outputs: { type: object, required: [answer], properties: { answer: { type: string } } } } }${entry("after", "idempotent: true")}`,
  },
  {
    name: "chaos-run",
    uses: ["github-workflow"],
    weight: 4,
    steps: `
    - id: run
      uses: github-workflow
      with: { repository: acme/platform, workflow: deploy.yml, inputs: { service: "\${{ inputs.key }}" }, keyInput: pao }`,
  },
  {
    name: "chaos-pull",
    uses: ["github-pull-request"],
    weight: 4,
    steps: `
    - id: pull
      uses: github-pull-request
      with:
        repository: acme/deployments
        title: "Chaos \${{ inputs.key }}"
        files: [{ path: "chaos/\${{ inputs.key }}.yaml", data: { key: "\${{ inputs.key }}" } }]`,
  },
  {
    name: "chaos-apply",
    uses: ["terraform"],
    weight: 1,
    steps: `
    - { id: apply, uses: terraform, with: { module: modules/chaos, variables: { key: "\${{ inputs.key }}" } } }`,
  },
  {
    name: "chaos-graph",
    uses: ["http", "jira-issue", "github-workflow"],
    weight: 4,
    steps: `${entry("left", "idempotent: true, outputs: { id: { type: string, from: /id } }")}
    - id: right
      needs: []
      uses: github-workflow
      with: { repository: acme/platform, workflow: deploy.yml, inputs: { service: "\${{ inputs.key }}" }, keyInput: pao }${ticket("record", "blocking: false\n      needs: [left]")}${entry("never", `idempotent: true`).replace("uses:", `if: "\${{ inputs.key == 'nobody' }}"\n      uses:`)}
    - id: last
      needs: [left, right, never]
      uses: http
      connection: platform
      with: { method: PUT, path: "/v1/pipelines/\${{ inputs.key }}", body: { entry: "\${{ steps.left.outputs.id }}" }, expect: [200, 201] }`,
  },
  {
    name: "chaos-bundle",
    uses: ["offering", "http", "jira-issue"],
    weight: 3,
    steps: `${part("stored", "chaos-found")}${part("opened", "chaos-ticket")}${entry("after", "idempotent: true")}`,
  },
];

export function offered(withTerraform: boolean): Sample[] {
  const built = new Set(adapterDefinitions.filter((one) => one.built).map(({ kind }) => kind));
  if (!withTerraform) built.delete("terraform");
  return samples.filter(({ uses }) => uses.every((kind) => built.has(kind)));
}

export const documentOf = ({ name, steps }: Sample) => `apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: ${name}, summary: For a run of chaos., owner: data-platform, category: chaos }
inputs:
  type: object
  required: [key]
  properties: { key: { type: string, title: Key, pattern: "^[a-z0-9-]{1,60}$" } }
fulfillment:
  escalation: { project: DBA }
  steps:${steps}
`;

/** Writes a line for each time it makes something: Terraform's own state would hide a second time. */
export const moduleWriting = (file: string) => `variable "key" { type = string }

resource "terraform_data" "made" {
  input = var.key

  provisioner "local-exec" {
    environment = { KEY = self.input }
    command     = "printf '%s\\\\n' \\"$KEY\\" >> ${file}"
  }
}

output "key" { value = terraform_data.made.output }
`;
