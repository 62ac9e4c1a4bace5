import type { JsonObject } from "../json.ts";
import { buildForm } from "../form/build.ts";
import type { Form } from "../form/form.ts";
import type { PlannedStep } from "../plan/plan.ts";

/** What a ticket yields by itself; a person who did the step another way may have neither. */
const byItself = new Set(["key", "url"]);

/** The outputs a person owes who did a step by hand, as a form; null when it declares none. */
export function owedForm(step: Pick<PlannedStep, "uses" | "outputs">): Form | null {
  const names = Object.keys(step.outputs).filter((name) => step.uses !== "jira-issue" || !byItself.has(name));
  if (names.length === 0) return null;
  const properties: JsonObject = {};
  for (const name of names) {
    const declared = step.outputs[name];
    if (!declared) continue;
    const schema = typeof declared.schema === "object" ? declared.schema : {};
    properties[name] = { title: declared.title ?? name, ...schema, ...(declared.secret ? { writeOnly: true } : {}) };
  }
  return buildForm({ type: "object", required: names.filter((name) => !step.outputs[name]?.optional), properties });
}
