import { parse } from "yaml";
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const input = z.object({
  description: z.string().default(""),
  required: z.boolean().default(false),
  type: z.enum(["string", "choice", "boolean", "number", "environment"]).default("string"),
  default: scalar.optional(),
  options: z.array(z.string()).default([]),
});
const env = z.record(z.string(), z.string()).default({});
const step = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  env,
  with: z.record(z.string(), z.string()).default({}),
});
const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const job = z.object({
  name: z.string().optional(),
  needs: list.default([]),
  "runs-on": list,
  env,
  steps: z.array(step),
});
const schema = z.object({
  name: z.string(),
  "run-name": z.string().optional(),
  on: z.union([z.string(), z.record(z.string(), z.unknown())]),
  jobs: z.record(z.string(), job),
});
const dispatch = z.object({ inputs: z.record(z.string(), input).default({}) });

export type Input = z.infer<typeof input>;
export type Step = z.infer<typeof step>;
export type Job = z.infer<typeof job>;

export interface Workflow {
  name: string;
  runName: string | undefined;
  /** What `workflow_dispatch` takes; undefined when it can't be dispatched. */
  inputs: Readonly<Record<string, Input>> | undefined;
  jobs: Readonly<Record<string, Job>>;
}

/** Reads the part of GitHub's workflow syntax that the sandbox's own files use. */
export function readWorkflow(source: string): Workflow {
  const { name, "run-name": runName, on, jobs } = schema.parse(parse(source));
  return { name, runName, inputs: inputsOf(on), jobs };
}

function inputsOf(on: string | Record<string, unknown>): Workflow["inputs"] {
  if (typeof on === "string") return on === "workflow_dispatch" ? {} : undefined;
  if (!Object.hasOwn(on, "workflow_dispatch")) return undefined;
  return dispatch.parse(on["workflow_dispatch"] ?? {}).inputs;
}
