import { z } from "zod";
import { reserved } from "#lib/core/expression/reserved.ts";

/** kebab-case, as in URLs: `postgresql`, `message-queue`. */
const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "Lowercase letters, digits and single dashes, starting with a letter.")
  .max(63);

/** A name that can be read as `steps.<id>` without quotes. */
export const identifier = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "A letter, then letters, digits or underscores: a dash would be read as a minus.")
  .max(63)
  .refine((value) => !reserved.has(value), { error: ({ input }) => `“${String(input)}” is reserved in expressions.` });

/** A length of time: `90s`, `30m`, `4h`, `2d`. */
export const duration = z.string().regex(/^[1-9]\d{0,4}[smhd]$/, "A number and a unit: 90s, 30m, 4h or 2d.");

const text = (most: number) => z.string().min(1).max(most);

export const adapterKinds = [
  "jira-issue",
  "github-workflow",
  "github-pull-request",
  "terraform",
  "http",
  "manual",
  "approval",
  "offering",
] as const;

const jsonObject = z.record(z.string(), z.json());

const metadata = z.strictObject({
  name: name
    .refine((value) => value !== "new", "“new” stands for offerings that are not there yet.")
    .describe("kebab-case and unique; the file has the same name."),
  title: text(80).describe("What the catalog calls it."),
  summary: text(200).describe("One sentence, shown on the card."),
  description: text(20_000).optional().describe("Markdown, shown on the offering's page."),
  owner: name.describe("The team that owns it; only its authors may change it."),
  category: name.describe("Where it stands in the catalog."),
  tags: z.array(text(40)).max(20).default([]).describe("Words people search for."),
  lifecycle: z
    .enum(["experimental", "production", "deprecated"])
    .default("production")
    .describe("How far it is; experimental and deprecated ones are marked in the catalog."),
  successor: name
    .optional()
    .describe("With lifecycle deprecated: the offering to use instead, by name; shown wherever it is ordered."),
  environments: z.array(name).min(1).optional().describe("Where it is offered; everywhere when left out."),
  availableTo: z.array(name).min(1).optional().describe("Teams it is offered to; all when left out."),
  annotations: z
    .record(z.string(), z.string())
    .default({})
    .describe("The team's own constants, readable in expressions."),
  links: z
    .array(z.strictObject({ title: text(80), url: z.url({ protocol: /^https?$/ }) }))
    .max(20)
    .default([])
    .describe("Shown on the offering's page: runbook, guide, price list."),
  icon: name.optional().describe("A lucide icon's name; one that fits the category when left out."),
});

const fieldUi = z.strictObject({
  widget: z
    .enum(["cards", "radio", "select", "textarea", "switch", "checkboxes", "password", "markdown"])
    .optional()
    .describe("How it is asked; what fits its schema when left out."),
  labels: z.record(z.string(), text(200)).optional().describe("What to show for each value of an enum."),
  help: text(500).optional().describe("A sentence under the question."),
  placeholder: text(200).optional().describe("Shown in the empty field."),
  unit: text(20).optional().describe("Shown behind the value: GiB, days."),
  messages: z
    .record(z.string(), text(300))
    .optional()
    .describe("By JSON Schema keyword: what to say instead of the usual sentence."),
});

/** How questions are laid out; of an offering, and of a task's answers. */
export const uiSchema = z.strictObject({
  pages: z
    .array(z.strictObject({ title: text(60), description: text(500).optional(), fields: z.array(text(120)).min(1) }))
    .max(12)
    .optional()
    .describe("Pages of the form, each with the questions on it; what no page names stands on the last one."),
  fields: z
    .record(z.string(), fieldUi)
    .optional()
    .describe("By question; a nested one as `network.cidr`, an array's items as `rules[].port`."),
});

const policy = z.strictObject({
  id: name.describe("A name of its own among the policies."),
  when: text(2_000).describe("When it applies: one whole expression that yields true or false."),
  effect: z.enum(["deny", "require-approval", "warn"]).describe("What it does where it applies."),
  approvers: z.array(name).min(1).optional().describe("Teams; with require-approval only, and needed there."),
  message: text(500).describe("What the person who orders reads."),
});

const connection = name.optional().describe("Name of the connection; needed where there are several of its kind.");

const way = z.strictObject({
  if: text(2_000).optional().describe("When this way is taken; decided when planned, so that it reads no outputs."),
  uses: z.enum(adapterKinds).describe("The adapter."),
  connection,
  with: jsonObject.default({}).describe("What the adapter takes."),
});

const fallback = z.strictObject({
  uses: z.enum(["jira-issue", "manual"]).describe("A ticket, or a task in PAO."),
  connection,
  with: jsonObject.default({}).describe("What the adapter takes, without outputs: PAO asks for those of the step."),
});

const step = z
  .strictObject({
    id: identifier.describe("Unique among the steps; other expressions read steps.<id>.outputs."),
    title: text(120)
      .optional()
      .describe("What the plan and the request's page call it; the words of its id when left out."),
    needs: z
      .array(identifier)
      .optional()
      .describe("Steps it waits for: the nearest blocking step above when left out, none when empty."),
    if: text(2_000).optional().describe("Whether it is needed; decided when it could start. Otherwise it is skipped."),
    timeout: duration.optional().describe("How long it may wait on the outside, as 90s, 30m, 4h or 2d."),
    blocking: z.boolean().default(true).describe("false: the request is completed without waiting for it."),
    uses: z.enum(adapterKinds).optional().describe("The adapter; either this or `any`."),
    connection,
    with: jsonObject.optional().describe("What the adapter takes."),
    any: z.array(way).min(1).max(8).optional().describe("Several ways; the first whose `if` holds is taken."),
    fallback: fallback
      .optional()
      .describe("What takes its place when a machine has failed to do it: people, who are told what was tried."),
  })
  .refine((value) => (value.uses === undefined) !== (value.any === undefined), {
    message: "A step has either `uses` or `any`.",
  })
  .refine((value) => value.any === undefined || (value.with === undefined && value.connection === undefined), {
    message: "With `any`, `with` and `connection` belong to each way.",
  });

const fixed = (most: number) =>
  text(most).refine((value) => !value.includes("${{"), "No expressions here: it is the same for every request.");

const escalation = z.strictObject({
  connection,
  project: fixed(200).describe("Key of the Jira project that the team watches: DBA."),
  issueType: fixed(200).default("Task").describe("Task, Service Request …"),
  labels: z.array(fixed(255)).max(20).optional().describe("Labels of each ticket; PAO adds its own."),
  priority: fixed(200).optional().describe("Name of a priority: High."),
});

const fulfillment = z.strictObject({
  steps: z.array(step).min(1).max(50),
  escalation: escalation
    .optional()
    .describe(
      "Where tickets go that take the place of steps which failed; operations use it too, unless they name their own.",
    ),
});

const outputs = z.record(
  identifier,
  z.strictObject({
    title: text(80).optional().describe("What the request's page calls it."),
    value: text(2_000).describe("A text with expressions, or one whole expression that keeps its type."),
    secret: z.boolean().default(false).describe("Stored encrypted, shown on demand to the request's team."),
  }),
);

const operation = z.strictObject({
  title: text(80).describe("What it is called."),
  description: text(2_000).optional().describe("What it does, in a few sentences."),
  kind: z.enum(["change", "retire"]).optional().describe("`retire` for the operation of that name, else `change`."),
  inputs: jsonObject.optional().describe("Its own questions."),
  ui: uiSchema.optional(),
  policies: z.array(policy).max(50).default([]),
  fulfillment: fulfillment
    .optional()
    .describe("Its own steps; only `retire` may do without, where a step runs Terraform."),
  outputs: outputs.optional(),
});

/** The offering document: the one definition that drives parsing, editor completion and the API. */
export const offeringSchema = z.strictObject({
  apiVersion: z.literal("pao/v1").describe("The version of this form of document."),
  kind: z.literal("Offering"),
  metadata,
  inputs: jsonObject.describe("JSON Schema 2020-12: the questions. writeOnly: true marks a secret."),
  ui: uiSchema.optional().describe("How the questions are laid out."),
  policies: z.array(policy).max(50).default([]).describe("Guardrails of the author."),
  fulfillment: fulfillment.describe("How a request is fulfilled."),
  outputs: outputs.default({}).describe("What a request yields, by name."),
  operations: z.record(identifier, operation).default({}).describe("What can be done to the resource later, by name."),
});

export type Offering = z.infer<typeof offeringSchema>;
export type OfferingUi = z.infer<typeof uiSchema>;
export type FieldUi = z.infer<typeof fieldUi>;
export type Policy = z.infer<typeof policy>;
export type StepDocument = z.infer<typeof step>;
export type Way = z.infer<typeof way>;
export type Fallback = z.infer<typeof fallback>;
export type Escalation = z.infer<typeof escalation>;
export type AdapterKind = (typeof adapterKinds)[number];

/** ticket: a person does it; assisted: a person reviews it; automated: nobody waits for anybody. */
export type AutomationLevel = "ticket" | "assisted" | "automated";

/** The ways of a step: its `any`, or the one way that `uses` names. */
export function waysOf(step: StepDocument): Way[] {
  if (step.any) return step.any;
  if (!step.uses) return [];
  return [{ uses: step.uses, with: step.with ?? {}, ...(step.connection ? { connection: step.connection } : {}) }];
}

/** What people call a step: its title, else its id with a capital. */
export function stepTitle({ id, title }: Pick<StepDocument, "id" | "title">): string {
  return title ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll("_", " ");
}
