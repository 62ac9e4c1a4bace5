/** A document that meets every rule: tests break it one line at a time. */
export const good = `apiVersion: pao/v1
kind: Offering
metadata:
  name: database
  title: Database
  summary: A database.
  owner: data-platform
  category: databases
inputs:
  type: object
  required: [name, size]
  properties:
    name: { type: string, pattern: "^[a-z]+$" }
    size: { type: string, enum: [small, medium, large], default: small }
    replica: { type: boolean, default: false }
    password: { type: string, writeOnly: true }
  if: { properties: { replica: { const: true } }, required: [replica] }
  then: { properties: { zone: { enum: [zone-a, zone-b] } }, required: [zone] }
ui:
  pages: [{ title: Basics, fields: [name, size] }, { title: More, fields: [replica, zone, password] }]
  fields:
    size: { widget: cards }
policies:
  - id: large-in-prod
    when: "\${{ request.environment == 'prod' && inputs.size == 'large' }}"
    effect: deny
    message: Ask us first.
fulfillment:
  steps:
    - id: create
      uses: http
      connection: platform
      with:
        method: POST
        path: /v1/databases
        idempotent: true
        body: { name: "\${{ inputs.name }}", password: "\${{ inputs.?password.orValue('') }}" }
        outputs:
          host: { type: string, from: /host }
          secret: { type: string, from: /secret, secret: true }
    - id: record
      uses: jira-issue
      blocking: false
      if: "\${{ inputs.size != 'small' }}"
      with: { project: DBA, issueType: Task, summary: "Record \${{ steps.create.outputs.host }}" }
    - id: announce
      any:
        - if: "\${{ request.environment == 'prod' }}"
          uses: jira-issue
          with: { project: DBA, issueType: Task, summary: "Zone \${{ inputs.?zone.orValue('none') }}" }
        - uses: manual
          with: { team: data-platform, instructions: "Greet \${{ steps.create.outputs.host }}" }
outputs:
  host: { title: Host, value: "\${{ steps.create.outputs.host }}" }
  secret: { value: "\${{ steps.create.outputs.secret }}", secret: true }
`;

/** The same document with one piece replaced; the piece has to be there. */
export function broken(piece: string, by: string): string {
  if (!good.includes(piece)) throw new Error(`The document has no ${piece}`);
  return good.replace(piece, () => by);
}
