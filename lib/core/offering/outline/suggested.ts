import type { JsonObject } from "#lib/core/json.ts";
import type { AdapterKind } from "#lib/core/offering/document.ts";
import type { CheckContext } from "#lib/core/offering/lint.ts";
import { moduleAt } from "#lib/core/terraform/module.ts";
import { accessor } from "#lib/core/expression/names.ts";
import type { OutlineQuestion } from "./questions.ts";

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

const ofRequest: Readonly<Record<string, string>> = {
  team: "team",
  project: "project",
  environment: "environment",
  env: "environment",
  requester: "requester",
};

/** How an expression reads an answer, also where there may be none. */
export function readAnswer({ name, required, preset, condition }: OutlineQuestion): string {
  const sure = (required && condition === null) || preset !== null;
  return sure ? `\${{ inputs${accessor(name, "")} }}` : `\${{ inputs${accessor(name, "?")}.orValue(null) }}`;
}

/** What a variable or an input of this name surely gets: an answer of the same name, or what the order says itself. */
export function suggestedFor(name: string, questions: readonly OutlineQuestion[]): string | undefined {
  const same = questions.filter((question) => plain(question.name) === plain(name));
  const [only] = same;
  if (only && same.length === 1) return readAnswer(only);
  const known = Object.hasOwn(ofRequest, plain(name)) ? ofRequest[plain(name)] : undefined;
  return known === undefined ? undefined : `\${{ request.${known} }}`;
}

/** The answers with what a newly chosen module surely gets, where nothing is said yet. */
export function withSuggestions(
  uses: AdapterKind,
  { modules }: CheckContext,
  questions: readonly OutlineQuestion[],
  next: JsonObject,
  before: JsonObject,
): JsonObject {
  if (uses !== "terraform" || next["module"] === before["module"]) return next;
  const variables = moduleAt(modules, next["module"])?.description.variables ?? {};
  const sure = Object.keys(variables).flatMap((name) => {
    const value = suggestedFor(name, questions);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...next, variables: Object.fromEntries(sure) };
}
