import { accept } from "#lib/core/form/accept.ts";
import type { Form } from "#lib/core/form/form.ts";
import type { Json } from "#lib/core/json.ts";
import { readOutputs } from "#lib/core/outcome/outputs.ts";
import { Problem } from "#lib/core/problem.ts";
import { sealStepOutputs, type StepPatch, type StepRow } from "#db/step.ts";

/** The outputs a person gives for a step: checked by their form and against what the step declares; secret ones sealed. */
export function yieldOf(
  step: StepRow,
  form: Form | null,
  given: Record<string, unknown>,
  known: Record<string, Json> = {},
): StepPatch {
  const answers = form ? formAnswers(form, given) : nothingAsked(given);
  const read = readOutputs(step.plan.outputs, { ...known, ...answers });
  if ("problem" in read) {
    const { sentence, remedy } = read.problem;
    throw new Problem("invalid", sentence, remedy === undefined ? {} : { remedy });
  }
  return { outputs: read.open, sealedOutputs: sealStepOutputs(step.request, step.id, read.secrets) };
}

function formAnswers(form: Form, given: Record<string, unknown>): Record<string, Json> {
  const answer = accept(form, given);
  if (answer.ok) return answer.inputs;
  const issues = answer.issues.map((issue) => ({ ...issue, path: `/outputs${issue.path}` }));
  throw new Problem("invalid", "The outputs need another look.", { issues });
}

function nothingAsked(given: Record<string, unknown>): Record<string, Json> {
  const [name] = Object.keys(given);
  if (name === undefined) return {};
  const issues = [{ severity: "error" as const, path: "/outputs", message: "This step yields no outputs." }];
  throw new Problem("invalid", `This step has no output “${name.slice(0, 63)}”.`, { issues });
}
