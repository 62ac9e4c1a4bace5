const head = (name: string) => `
apiVersion: pao/v1
kind: Offering
metadata: { name: ${name}, title: Offering ${name}, summary: For a test., owner: data-platform, category: tests }
inputs:
  type: object
  required: [name, key]
  properties:
    name: { type: string, title: Name }
    key: { type: string, title: Key, writeOnly: true, maxLength: 200 }
    door: { type: string, title: Door key, writeOnly: true, pattern: "^[a-z]*$" }`;

/** A secret goes to the outside in a header, in a body and in a URL-free way only; one comes back. */
const asked = (id: string, path: string) => `
    - id: ${id}
      uses: http
      connection: vault
      with:
        method: POST
        path: ${path}
        idempotent: true
        headers: { x-key: "\${{ inputs.key }}" }
        body: { key: "\${{ inputs.key }}", nested: { list: ["\${{ inputs.key }}"] } }
        outputs: { password: { type: string, secret: true, from: /password } }`;

const whole = `${head("canary")}
fulfillment:
  steps:${asked("vault", "/ok")}
    - id: task
      uses: manual
      with:
        team: data-platform
        instructions: "Make it for \${{ inputs.name }}."
        outputs:
          type: object
          required: [pin]
          properties: { pin: { type: string, title: Pin, writeOnly: true } }
    - id: ticket
      uses: jira-issue
      connection: jira
      with:
        project: DBA
        issueType: Task
        summary: "Register \${{ inputs.name }}"
        outputs: { host: { type: string, secret: true, from: customfield_10012 } }
    - id: again
      uses: http
      connection: vault
      with:
        method: PUT
        path: /ok
        body: { all: ["\${{ steps.vault.outputs.password }}", "\${{ steps.task.outputs.pin }}", "\${{ steps.ticket.outputs.host }}"] }
outputs:
  password: { title: Password, value: "\${{ steps.vault.outputs.password }}", secret: true }
  pin: { title: Pin, value: "\${{ steps.task.outputs.pin }}", secret: true }
`;

const outside = `${head("canary-hub")}
fulfillment:
  steps:
    - id: run
      uses: github-workflow
      connection: github
      with: { repository: acme/db-ops, workflow: bootstrap.yml, inputs: { host: "\${{ inputs.name }}" } }
    - id: pull
      uses: github-pull-request
      connection: github
      with:
        repository: acme/deployments
        title: "Deploy \${{ inputs.name }}"
        files: [{ path: "dev/\${{ inputs.name }}.yaml", data: { name: "\${{ inputs.name }}" } }]
`;

const failing = `${head("canary-fails")}
fulfillment:
  escalation: { connection: jira, project: DBA, issueType: Task }
  steps:${asked("vault", "/echo")}
    - id: closed
      uses: jira-issue
      connection: closed
      blocking: false
      needs: []
      with: { project: DBA, issueType: Task, summary: "Register \${{ inputs.name }}" }
    - id: shut
      uses: github-workflow
      connection: shut
      blocking: false
      needs: []
      with: { repository: acme/db-ops, workflow: bootstrap.yml }
`;

/** What nobody declared a secret, and the name of what was made. */
const open = `${head("canary-open")}
fulfillment:
  steps:
    - id: answer
      uses: http
      connection: vault
      with:
        method: PUT
        path: /open
        body: { key: "\${{ inputs.key }}" }
        outputs: { address: { type: string, from: /address } }
    - id: name
      uses: http
      connection: vault
      needs: []
      with: { method: PUT, path: /named, body: { key: "\${{ inputs.key }}" } }
`;

const bundle = `${head("canary-bundle")}
fulfillment:
  steps:
    - id: part
      uses: offering
      with: { offering: canary-part, inputs: { name: "\${{ inputs.name }}", key: "\${{ inputs.key }}" } }
outputs:
  password: { title: Password, value: "\${{ steps.part.outputs.password }}", secret: true }
`;

const part = `${head("canary-part")}
fulfillment:
  steps:${asked("vault", "/ok")}
outputs:
  password: { title: Password, value: "\${{ steps.vault.outputs.password }}", secret: true }
`;

const terraform = `${head("canary-terraform")}
fulfillment:
  escalation: { connection: jira, project: DBA, issueType: Task }
  steps:
    - id: make
      uses: terraform
      with:
        module: modules/canary
        variables: { key: "\${{ inputs.key }}", open: "\${{ inputs.key }}", fails: "\${{ inputs.name == 'fails' }}" }
outputs:
  made: { title: Made, value: "\${{ steps.make.outputs.made }}", secret: true }
`;

/** It has the secret in a variable that is not marked, shows it wherever it can, and makes one of its own. */
const canaryModule = `
variable "key" {
  type      = string
  sensitive = true
}
variable "open" { type = string }
variable "fails" { type = bool }
resource "terraform_data" "made" {
  input            = "\${var.open}-made"
  triggers_replace = { shown = var.open, marked = var.key }
  provisioner "local-exec" {
    command     = "env; printf '%s\\n' \\"$SHOWN\\"; printf '%s' \\"$SHOWN\\" | base64 -w0"
    environment = { SHOWN = var.open }
  }
}
resource "terraform_data" "last" {
  depends_on = [terraform_data.made]
  input      = "x"
  lifecycle {
    postcondition {
      condition     = !var.fails
      error_message = "It was \${var.open}."
    }
  }
}
output "made" {
  value     = terraform_data.made.output
  sensitive = true
}
`;

export const canaryDocuments: Record<string, string> = {
  "modules/canary/main.tf": canaryModule,
  "canary.yaml": whole,
  "canary-hub.yaml": outside,
  "canary-fails.yaml": failing,
  "canary-open.yaml": open,
  "canary-part.yaml": part,
  "canary-bundle.yaml": bundle,
  "canary-terraform.yaml": terraform,
};

/** A secret that stands where others read it: the check refuses each of these places. */
export const leaky: Record<string, string> = {
  "jira-issue": 'uses: jira-issue\n      with: { project: DBA, issueType: Task, summary: "Is ${{ inputs.key }}" }',
  "github-workflow":
    'uses: github-workflow\n      with: { repository: acme/db-ops, workflow: bootstrap.yml, inputs: { key: "${{ inputs.key }}" } }',
  "github-pull-request":
    'uses: github-pull-request\n      with: { repository: acme/deployments, title: x, files: [{ path: a.yaml, data: { key: "${{ inputs.key }}" } }] }',
  manual: 'uses: manual\n      with: { team: data-platform, instructions: "Use ${{ inputs.key }}." }',
  "http in a path": 'uses: http\n      with: { method: PUT, path: "/v1/${{ inputs.key }}" }',
  "http in a query": 'uses: http\n      with: { method: PUT, path: /v1/x, query: { key: "${{ inputs.key }}" } }',
};

export const leakyDocument = (step: string) => `${head("leaky")}
fulfillment:
  steps:
    - id: tell
      ${step}
`;
