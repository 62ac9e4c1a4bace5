/** An offering with a manual task whose output is asked for, and a secret question and output. */
export const manualOffering = `
apiVersion: pao/v1
kind: Offering
metadata:
  name: access-grant
  title: Access grant
  summary: Somebody gets access to something.
  owner: data-platform
  category: security
  tags: [iam]
inputs:
  type: object
  required: [name, reason]
  properties:
    name: { type: string, title: Name, pattern: "^[a-z][a-z0-9-]{2,28}$" }
    reason: { type: string, title: Reason, writeOnly: true }
    size: { type: string, title: Size, enum: [small, large], default: small }
    rack: { type: boolean, title: Rack, default: false }
  if: { properties: { rack: { const: true } }, required: [rack] }
  then: { properties: { row: { type: string, title: Row } }, required: [row] }
fulfillment:
  steps:
    - id: grant
      title: Grant the access
      uses: manual
      with:
        team: data-platform
        instructions: "Give access to **\${{ inputs.name }}** of size \${{ inputs.size }}."
        outputs:
          type: object
          required: [host, password]
          properties:
            host: { type: string, title: Host }
            password: { type: string, title: Password, writeOnly: true }
    - id: tell
      title: Tell the owner
      uses: manual
      with:
        team: data-platform
        instructions: "Tell them that \${{ steps.grant.outputs.host }} is there."
outputs:
  host: { title: Host, value: "\${{ steps.grant.outputs.host }}" }
  password: { title: Password, value: "\${{ steps.grant.outputs.password }}", secret: true }
`;

/** Offered to one team only, and answered by nothing but the platform API. */
export const searchOnlyOffering = `
apiVersion: pao/v1
kind: Offering
metadata:
  name: search-index
  title: Search index
  summary: An index for full-text search.
  owner: compute
  category: databases
  availableTo: [search]
  environments: [dev, test]
inputs:
  type: object
  required: [name]
  properties:
    name: { type: string, title: Name }
fulfillment:
  steps:
    - id: create
      uses: http
      with:
        method: PUT
        path: /v1/indexes/\${{ inputs.name }}
`;

export const offeringDocuments = { "access-grant.yaml": manualOffering, "search-index.yaml": searchOnlyOffering };

/** A small offering of one step; `step`, `policies` and `metadata` are lines of the document. */
export function offeringNamed(name: string, step: string, policies = "", metadata = ""): string {
  return `
apiVersion: pao/v1
kind: Offering
metadata:
  name: ${name}
  title: Offering ${name}
  summary: For a test.
  owner: compute
  category: tests
  ${metadata}
inputs: { type: object, properties: { size: { type: integer, title: Size, default: 1 } } }
${policies}
fulfillment: { steps: [${step}] }
`;
}
