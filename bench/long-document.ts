/** A document of about so many lines, with what documents of platform teams have: prose, questions, conditions, pages, policies, steps, outputs, operations. */
export function longDocument(lines: number, name = `bench-${lines}-lines`): string {
  // A question is asked, laid out and handed over: nearly ten lines; a step takes another dozen.
  const questions = Math.max(4, Math.round(lines / 15));
  const steps = Math.min(45, Math.max(1, Math.round(lines / 45)));
  const small = lines < 100;
  const parts = [
    ...asked(questions),
    ...(small ? [] : [...laidOut(questions), ...guarded(Math.min(40, Math.floor((questions - 2) / 5)))]),
    "fulfillment:",
    "  steps:",
    ...stepLines(steps, questions),
    ...yielded(steps),
    ...(small ? [] : operations(questions)),
  ];
  const prose = lines - parts.length - head(name).length - 1;
  const written = Array.from(
    { length: Math.max(0, prose) },
    (_, index) => `    Line ${index} of what to know before an order.`,
  );
  return `${[...head(name), ...(prose > 0 ? ["  description: |", ...written] : []), ...parts].join("\n")}\n`;
}

const head = (name: string) => [
  "apiVersion: pao/v1",
  "kind: Offering",
  "metadata:",
  `  name: ${name}`,
  "  title: A long document",
  "  summary: For the measurements.",
  "  owner: compute",
  "  category: measurements",
  "  tags: [long, measured]",
  "  annotations:",
  '    port: "5432"',
];

const counted = (count: number) => Array.from({ length: count }, (_, index) => index);
const conditional = (index: number) => index > 9 && index % 10 === 9;

/** A mixture of what forms ask. */
function question(index: number, indent: string): string[] {
  const kinds = [
    [
      "type: string",
      `title: Name ${index}`,
      "description: Letters, digits and dashes.",
      `pattern: "^[a-z][a-z0-9-]{2,${20 + (index % 40)}}$"`,
    ],
    ["type: integer", `title: Size ${index}`, "description: In GiB.", "minimum: 1", "maximum: 4096", "default: 20"],
    ["type: string", `title: Class ${index}`, "enum: [small, medium, large]", "default: small"],
    ["type: boolean", `title: Replica ${index}`, "default: false"],
    [
      "type: array",
      `title: Addresses ${index}`,
      "items: { type: string, maxLength: 43 }",
      "maxItems: 10",
      "default: []",
    ],
  ];
  return [`${indent}q${index}:`, ...(kinds[index % kinds.length] ?? []).map((line) => `${indent}  ${line}`)];
}

function asked(count: number): string[] {
  const plain = counted(count).filter((index) => !conditional(index));
  const required = plain.filter((index) => index % 5 === 0).map((index) => `q${index}`);
  const conditions = counted(count)
    .filter(conditional)
    .flatMap((index) => [
      `    - if: { properties: { q${index - 1}: { const: true } }, required: [q${index - 1}] }`,
      "      then:",
      "        properties:",
      ...question(index, "          "),
    ]);
  const all = conditions.length > 0 ? ["  allOf:", ...conditions] : [];
  return [
    "inputs:",
    "  type: object",
    `  required: [${required.join(", ")}]`,
    "  properties:",
    ...plain.flatMap((index) => question(index, "    ")),
    ...all,
  ];
}

function laidOut(count: number): string[] {
  const pages = counted(Math.min(10, Math.ceil(count / 12)));
  const on = (page: number) => counted(count).filter((index) => index % pages.length === page);
  return [
    "ui:",
    "  pages:",
    ...pages.flatMap((page) => [
      `    - title: Page ${page}`,
      `      fields: [${on(page)
        .map((index) => `q${index}`)
        .join(", ")}]`,
    ]),
    "  fields:",
    ...counted(count)
      .filter((index) => index % 5 === 2)
      .flatMap((index) => [
        `    q${index}:`,
        "      widget: cards",
        "      labels: { small: Small, medium: Medium, large: Large }",
      ]),
  ];
}

function guarded(count: number): string[] {
  const classes = counted(count).map((index) => index * 5 + 2);
  return [
    "policies:",
    ...classes.flatMap((index) => [
      `  - id: large-${index}`,
      `    when: "\${{ request.environment == 'prod' && inputs.?q${index}.orValue('small') == 'large' }}"`,
      "    effect: warn",
      `    message: Class ${index} is dear.`,
    ]),
  ];
}

/** Each reads a few questions, and the answer of the step above it. */
function stepLines(count: number, questions: number): string[] {
  const each = Math.ceil(questions / count);
  return counted(count).flatMap((step) => [
    `    - id: s${step}`,
    `      title: Step ${step}`,
    ...(step > 1 && step % 7 === 0 ? [`      needs: [s${step - 2}]`] : []),
    "      timeout: 30m",
    "      uses: http",
    "      connection: platform",
    "      with:",
    "        method: POST",
    `        path: /things/\${{ request.project }}/${step}`,
    "        body:",
    ...(step > 0 && step % 7 !== 0 ? [`          before: \${{ steps.s${step - 1}.outputs.id }}`] : []),
    ...counted(each)
      .map((offset) => step * each + offset)
      .filter((index) => index < questions)
      .map((index) => `          a${index}: \${{ ${read(index)} }}`),
    "        outputs:",
    "          id: { type: string, title: Id, from: /id }",
  ]);
}

function read(index: number): string {
  if (conditional(index)) return `inputs.?q${index}.orValue([])`;
  return index % 5 === 0 ? `inputs.q${index}.lowerAscii() + '-' + request.environment` : `inputs.q${index}`;
}

const yielded = (steps: number) => [
  "outputs:",
  ...counted(Math.min(steps, 20)).flatMap((step) => [
    `  id${step}:`,
    `    title: Id ${step}`,
    `    value: "\${{ steps.s${step}.outputs.id }}"`,
  ]),
];

const operations = (questions: number) => [
  "operations:",
  "  resize:",
  "    title: Resize",
  "    inputs: { type: object, required: [size], properties: { size: { type: integer, minimum: 1, maximum: 4096 } } }",
  "    fulfillment:",
  "      steps:",
  "        - id: resize",
  "          uses: http",
  "          connection: platform",
  "          with:",
  `            { method: PATCH, path: "/things/\${{ request.project }}", body: { size: "\${{ inputs.size }}", of: ${questions} } }`,
];
