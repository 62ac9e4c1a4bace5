import type { CheckContext } from "./lint.ts";

export const context: CheckContext = {
  teams: ["data-platform", "compute"],
  environments: ["dev", "test", "prod"],
  connections: [
    { name: "jira", kind: "jira" },
    { name: "platform", kind: "http" },
  ],
};

/** Every question is read, so that each document below has the one mistake that it is about. */
export const document = `apiVersion: pao/v1
kind: Offering
metadata:
  name: a
  title: A
  summary: Something.
  owner: data-platform
  category: test
inputs:
  type: object
  required: [name]
  properties:
    name: { type: string }
    size: { type: string, enum: [small, large], default: small }
    count: { type: integer, default: 1 }
    zone: { type: string }
    instance-type: { type: string, default: a }
    password: { type: string, writeOnly: true }
policies: []
fulfillment:
  steps:
    - id: all
      uses: http
      with:
        method: POST
        path: /things
        body:
          - \${{ inputs.name + inputs.size + string(inputs.count) + inputs.?zone.orValue("") }}
          - \${{ inputs["instance-type"] + inputs.?password.orValue("") }}
        outputs: { host: { type: string, from: /host } }
    - id: ticket
      if: \${{ inputs.count > 1 }}
      uses: jira-issue
      with:
        project: DBA
        issueType: Task
        summary: Bootstrap \${{ inputs.name }}
outputs:
  host: { value: "\${{ steps.all.outputs.host }}" }
`;

export const summary = "summary: Bootstrap ${{ inputs.name }}";
export const condition = "if: ${{ inputs.count > 1 }}";

/** What stands there, what stands there instead, and what is said of it. */
export const mistakes: [string, string, string[]][] = [
  ["kind: Offering", "kind: offering", ["error 2:7 kind has to be Offering."]],
  ["metadata:", "Metadata:", ["error 3:1 A document has no Metadata; did you mean metadata?"]],
  ["  title: A\n", "", ["error 3:1 metadata.title is missing."]],
  ["  title: A\n", "  title: 5\n", ["error 5:10 metadata.title has to be a text, and it is a number."]],
  [
    "owner: data-platform",
    "owner: data-plattform",
    ["warning 7:10 data-plattform is no team of this organisation; did you mean data-platform?"],
  ],
  [
    "category: test",
    "category: test\n  environments: [production]",
    ["warning 9:18 production is no environment of this organisation."],
  ],
  [
    "  required: [name]",
    "  required: [nmae]",
    [
      "error 11:14 nmae is no question of this object; did you mean name?",
      'error 28:17 inputs.name may be absent: write has(inputs.name) ? inputs.name : "", or inputs.?name.orValue("").',
      'error 37:32 inputs.name may be absent: write has(inputs.name) ? inputs.name : "", or inputs.?name.orValue("").',
    ],
  ],
  [
    "size: { type: string,",
    "size: { type: text,",
    ["error 14:19 text is no type; in JSON Schema it is called string."],
  ],
  [
    "count: { type: integer,",
    "count: { type: integer, minimun: 1,",
    ["error 15:29 minimun is no keyword of JSON Schema that forms understand; did you mean minimum?"],
  ],
  [
    "enum: [small, large], default: small",
    "enum: [small, large], default: medium",
    ["error 14:58 The question does not take its own default: Choose one of small or large."],
  ],
  [
    "writeOnly: true }",
    "writeOnly: true, default: hunter2 }",
    ["warning 18:48 password is a secret, and its default stands here in clear: leave it out."],
  ],
  [
    "zone: { type: string }",
    "zone: { type: string }\n    spare: { type: string }",
    ["warning 17:5 Nothing reads the answer to spare."],
  ],
  [
    "zone: { type: string }",
    "zone: { type: string, pattern: '(a+)+$' }",
    [
      "error 16:36 The time this regular expression takes doubles with every character for some texts. Anchor it with ^ and $, and let no repetition stand inside or beside another that matches the same characters.",
    ],
  ],
  [
    "policies: []",
    "policies: [{ id: p, when: \"${{ request.environment == 'production' }}\", effect: deny, message: No. }]",
    [
      "warning 19:27 Policy p never applies: no order meets this condition.",
      'warning 19:55 request.environment is never "production": it is "dev", "test" or "prod".',
    ],
  ],
  [
    "policies: []",
    "policies: [{ id: p, when: \"${{ inputs.size in ['small', 'large'] }}\", effect: deny, message: No. }]",
    ["warning 19:27 Policy p denies every order."],
  ],
  [
    "policies: []",
    "policies: [{ id: p, when: \"${{ inputs.?password.orValue('') == '' }}\", effect: deny, message: No. }]",
    [
      "error 19:27 inputs.password is or holds a secret. Secrets enter http headers and bodies, Terraform variables and outputs that are marked secret, and nothing else.",
    ],
  ],
  [
    "uses: jira-issue",
    "uses: jira",
    [
      'error 33:13 fulfillment.steps[1].uses has to be jira-issue, github-workflow, github-pull-request, terraform, http, manual, approval or offering, not "jira"; did you mean jira-issue?',
    ],
  ],
  ["uses: jira-issue", "Uses: jira-issue", ["error 33:7 fulfillment.steps[1] has no Uses; did you mean uses?"]],
  [
    "uses: jira-issue",
    "uses: jira-issue\n      connection: jria",
    ["warning 34:19 jria is not the name of a connection of kind jira; did you mean jira?"],
  ],
  [
    "uses: jira-issue",
    "uses: jira-issue\n      needs: [al]",
    ["error 34:15 al is no step of this offering; did you mean all?"],
  ],
  [
    "uses: jira-issue",
    "uses: jira-issue\n      timeout: 30 minutes",
    ["error 34:16 fulfillment.steps[1].timeout is no valid value. A number and a unit: 90s, 30m, 4h or 2d."],
  ],
  [
    "uses: jira-issue",
    'uses: jira-issue\n      blocking: "false"',
    ["error 34:17 fulfillment.steps[1].blocking has to be true or false, and it is a text."],
  ],
  [
    "id: ticket",
    "id: my-ticket",
    [
      "error 31:11 fulfillment.steps[1].id is no valid value. A letter, then letters, digits or underscores: a dash would be read as a minus.",
    ],
  ],
  [
    "id: ticket",
    "id: all",
    [
      "error 31:11 Two steps are called all; each needs a name of its own.",
      "error 39:23 steps.all.outputs.host is not an output of step all: there are key and url.",
    ],
  ],
  [
    "issueType: Task",
    "issuetype: Task",
    ["error 36:9 fulfillment.steps[1].with has no issuetype; did you mean issueType?"],
  ],
  [condition, "if: ${{ false }}", ["warning 32:11 Step ticket never runs: no order meets this condition."]],
  [
    condition,
    "if: ${{ inputs.size == 'medium' }}",
    [
      "warning 32:11 Step ticket never runs: no order meets this condition.",
      'warning 32:30 inputs.size is never "medium": it is "small" or "large".',
    ],
  ],
  [condition, "if: ${{ inputs.count }}", ["error 32:14 This has to be true or false, and it is a whole number."]],
  [
    condition,
    "if: inputs.count > 1",
    ["error 32:11 if is one whole expression: ${{ … }}, with nothing before or behind it."],
  ],
  [
    condition,
    "if: ${{ inputs.name == 'a: b' }}",
    [
      'error 32:11 A text that holds ": " stands in quotes: "Object: storage". A list or object of its own begins on a new line. An expression that holds quotes, a colon, braces or # has to stand in quotes as a whole: "${{ … }}" or \'${{ … }}\'.',
    ],
  ],
  [
    condition,
    "any: []",
    [
      "error 31:7 fulfillment.steps[1]: A step has either `uses` or `any`.",
      "error 31:7 fulfillment.steps[1]: With `any`, `with` and `connection` belong to each way.",
      "error 32:12 fulfillment.steps[1].any may not be empty.",
    ],
  ],
  [
    summary,
    "summary: ${{ inputs.nmae }}",
    ["error 37:22 inputs.nmae is not a question of this form; did you mean inputs.name?"],
  ],
  [
    summary,
    "summary: ${{ inputs.zone }}",
    ['error 37:22 inputs.zone may be absent: write has(inputs.zone) ? inputs.zone : "", or inputs.?zone.orValue("").'],
  ],
  [
    summary,
    "summary: ${{ inputs.instance-type }}",
    ['error 37:22 inputs.instance-type reads as a subtraction; the question is read as inputs["instance-type"].'],
  ],
  [summary, "summary: ${{ inputs.count }}", ["error 37:18 summary has to be a text, and this is a whole number."]],
  [summary, "summary: ${{ inputs.name + inputs.count }}", ["error 37:22 A text and a whole number can't be added."]],
  [
    summary,
    "summary: ${{ inputs.name.toUpperCase() }}",
    ["error 37:22 There is no function toUpperCase on a text; did you mean upperAscii?"],
  ],
  [
    summary,
    "summary: ${{ inputs.name > 5 ? 'a' : 'b' }}",
    [
      'error 37:18 A text that holds ": " stands in quotes: "Object: storage". A list or object of its own begins on a new line. An expression that holds quotes, a colon, braces or # has to stand in quotes as a whole: "${{ … }}" or \'${{ … }}\'.',
    ],
  ],
  [
    summary,
    "summary: ${{ steps.ticket.outputs.key }}",
    ["error 37:22 steps.ticket is not a step that has ended by then: there is all."],
  ],
  [
    summary,
    "summary: ${{ steps.all.outputs.hots }}",
    ["error 37:22 steps.all.outputs.hots is not an output of step all; did you mean steps.all.outputs.host?"],
  ],
  [
    summary,
    "summary: \"${{ inputs.?password.orValue('') }}\"",
    [
      "error 37:18 inputs.password is or holds a secret. Secrets enter http headers and bodies, Terraform variables and outputs that are marked secret, and nothing else.",
    ],
  ],
  [
    summary,
    "summary: Bootstrap {{ inputs.name }}",
    ["warning 37:28 {{ inputs.name }} is sent as it stands: an expression is written ${{ inputs.name }}."],
  ],
  [summary, "summary: ${{ inputs.name }", ["error 37:18 This expression is opened with ${{ and never closed with }}."]],
  [
    summary,
    "summary: Bootstrap ${{ inputs.name }}\n        labels: ${{ inputs.name }}",
    ["error 38:17 labels has to be a list, and this is a text."],
  ],
  [
    summary,
    "summary: Bootstrap ${{ inputs.name }}\n        labels: [${{ inputs.name }}]",
    [
      "error 38:18 YAML does not allow this here. An expression that holds quotes, a colon, braces or # has to stand in quotes as a whole: \"${{ … }}\" or '${{ … }}'.",
    ],
  ],
  [
    summary,
    "summary: Bootstrap ${{ inputs.name }}\n        summary: Twice",
    ["error 38:9 This name stands twice in the same object."],
  ],
  [
    summary,
    "summary: Bootstrap ${{ inputs.name }}\n\t    priority: High",
    ["error 38:1 Lines are indented with spaces, not with tabs."],
  ],
  [
    summary,
    "summary: Bootstrap ${{ inputs.name }}\n        labels: [a",
    ["error 38:17 A bracket [ is opened and not closed with ]."],
  ],
  [
    'host }}" }',
    "host + inputs.?password.orValue('') }}\" }",
    ["error 39:18 inputs.password is or holds a secret: mark this output with secret: true."],
  ],
];
