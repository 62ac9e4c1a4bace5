import { z } from "zod";
import type { Json, JsonObject } from "#lib/core/json.ts";
import { declaredOutputs, outputsOf } from "./declared.ts";
import type { AdapterDefinition } from "./definition.ts";
import { member, pretty, shownText } from "./shown.ts";
import { filled, orExpression, orText, plain, withoutNulls } from "./texts.ts";

/** GitHub takes no more inputs, and no more characters in all of them. */
const mostInputs = 25;
const mostCharacters = 65_535;

const repository = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][\w-]*\/(?!\.{1,2}$)[\w.-]+$/, "A repository is named owner/name.");
const workflow = z
  .string()
  .max(200)
  .regex(/^(?:[\w .-]+\.ya?ml|\d+)$/, "A workflow is named by its file: bootstrap.yml.");
const inputName = z.string().regex(/^[A-Za-z_][\w-]*$/, "An input is named as in the workflow file.");
const keyInput = inputName.describe(
  "An input that the workflow shows in its run-name: PAO finds by it a run whose start was not confirmed.",
);
const outputs = declaredOutputs(
  z
    .exactOptional(plain(120))
    .describe("What the run calls it, or a JSON pointer into its outputs.json; the output's own name when left out."),
);

interface Named {
  inputs?: unknown;
  keyInput?: string | undefined;
  outputs?: Readonly<Record<string, unknown>> | undefined;
}

/** With the key's own. An expression is counted once it is rendered. */
function names({ inputs, keyInput: key }: Named): string[] {
  const given = typeof inputs === "object" && inputs !== null ? Object.keys(inputs) : [];
  return key === undefined ? given : [...given, key];
}

const fewEnough = (given: Named) => names(given).length <= mostInputs;
const tooMany = { error: `GitHub takes at most ${mostInputs} inputs.`, path: ["inputs"] };
const keyIsOurs = (given: Named) => new Set(names(given)).size === names(given).length;
const keyTaken = { error: "PAO itself fills this input in.", path: ["keyInput"] };
const outputsAreFree = (given: Named) => !["run", "url"].some((name) => Object.hasOwn(given.outputs ?? {}, name));
const outputTaken = { error: "`run` and `url` are always there.", path: ["outputs"] };

const config = z
  .strictObject({
    repository: orText(repository, "a repository as owner/name").describe("owner/name"),
    workflow: orText(workflow, "a workflow's file name").describe("File name of the workflow: bootstrap.yml."),
    ref: z.exactOptional(filled(300)).describe("Branch or tag; main when left out."),
    inputs: z.exactOptional(orExpression(z.record(inputName, z.json()), "the workflow's inputs")),
    keyInput: z.exactOptional(keyInput),
    outputs: z.exactOptional(outputs).describe("Besides run (its id) and url, which are always there."),
  })
  .refine(fewEnough, tooMany)
  .refine(keyIsOurs, keyTaken)
  .refine(outputsAreFree, outputTaken);

/** Inputs are texts to GitHub: a number or a choice of yes and no as it is written, a list or an object as JSON. */
export function inputText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

const inputs = z.preprocess(withoutNulls, z.record(inputName, z.json().transform(inputText)));
const fits = (texts: Readonly<Record<string, string>>) =>
  Object.values(texts).reduce((sum, text) => sum + text.length, 0) <= mostCharacters;

const payload = z
  .strictObject({
    repository,
    workflow,
    ref: z.string().min(1).max(300).default("main"),
    inputs: inputs.refine(fits, `GitHub takes at most ${mostCharacters} characters of inputs.`).default({}),
    keyInput: z.exactOptional(keyInput),
    outputs: z.exactOptional(outputs),
  })
  .refine(fewEnough, tooMany)
  .refine(keyIsOurs, keyTaken);

export type GithubWorkflowPayload = z.infer<typeof payload>;

/** `with`, rendered. */
export const githubWorkflowPayload = z.preprocess(withoutNulls, payload);

/** The body of "create a workflow dispatch event". Total, so that a preview with ‹…› in it can be made as well. */
export function dispatchBody(shown: JsonObject, key = "‹names this request›"): JsonObject {
  const given = Object.entries(member(shown, "inputs")).filter(([, value]) => value !== null);
  const texts = Object.fromEntries(given.map(([name, value]) => [name, inputText(value)]));
  const keyed = shownText(shown["keyInput"]);
  const all = keyed === "" ? texts : { ...texts, [keyed]: key };
  return { ref: shownText(shown["ref"], "main"), inputs: all, return_run_details: true };
}

const always = (title: string) => ({ schema: { type: "string" }, title, secret: false });

export const githubWorkflow: AdapterDefinition = {
  kind: "github-workflow",
  title: "Workflow",
  icon: "workflow",
  built: true,
  level: "automated",
  connection: "github",
  config,
  payload: githubWorkflowPayload,
  // GitHub shows inputs to everybody who may read the repository.
  secretsAllowedAt: () => false,
  markdownAt: () => false,
  outputs: (given) => ({ ...outputsOf(given), run: always("Run id"), url: always("Workflow run") }),
  sentence: (shown) =>
    `Runs the workflow ${shownText(shown["workflow"])} of ${shownText(shown["repository"])} on ${shownText(shown["ref"], "main")}, and waits until it has ended.`,
  preview: (shown) => ({
    title: `POST /repos/${shownText(shown["repository"])}/actions/workflows/${shownText(shown["workflow"])}/dispatches`,
    language: "json",
    text: pretty(dispatchBody(shown)),
  }),
  examples: [
    {
      title: "A workflow that can be found again, and what it yields",
      with: {
        repository: "acme/db-ops",
        workflow: "bootstrap.yml",
        ref: "main",
        inputs: { host: "${{ inputs.name }}", size: "${{ inputs.size }}" },
        keyInput: "pao",
        outputs: { schema: { type: "string", title: "Schema version" } },
      },
    },
    {
      title: "The least a workflow needs",
      with: { repository: "acme/platform", workflow: "smoke-test.yml" },
    },
  ],
  traces: (payload, { label, request }) =>
    payload["keyInput"] === undefined
      ? `a run of ${shownText(payload["workflow"])} in ${shownText(payload["repository"])} that began when this step did`
      : `a run of ${shownText(payload["workflow"])} in ${shownText(payload["repository"])} whose name holds ${request} ${label}`,
  stoppable: true,
  settlingSeconds: 120,
};
