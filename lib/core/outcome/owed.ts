import type { JsonObject } from "../json.ts";
import { buildForm } from "../form/build.ts";
import type { Form } from "../form/form.ts";
import type { PlannedStep } from "../plan/plan.ts";

/** What a ticket yields by itself; a person who did the step another way may have neither. */
const byItself = new Set(["key", "url"]);

type Owing = Pick<PlannedStep, "uses" | "outputs" | "escalated">;

/** The outputs a person owes who did a step by hand, as a form; null when it declares none. */
export function owedForm(step: Owing): Form | null {
  const questions = owedQuestions(step);
  return questions && buildForm(questions);
}

/** The same as questions. */
export function owedQuestions(step: Owing): JsonObject | null {
  const planned = step.escalated?.of.uses ?? step.uses;
  const names = Object.keys(step.outputs).filter((name) => planned !== "jira-issue" || !byItself.has(name));
  if (names.length === 0) return null;
  const properties: JsonObject = {};
  for (const name of names) {
    const declared = step.outputs[name];
    if (!declared) continue;
    const schema = typeof declared.schema === "object" ? declared.schema : {};
    properties[name] = { title: declared.title ?? name, ...schema, ...(declared.secret ? { writeOnly: true } : {}) };
  }
  return { type: "object", required: names.filter((name) => !step.outputs[name]?.optional), properties };
}
