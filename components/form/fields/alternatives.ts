import type { RJSFSchema } from "@rjsf/utils";
import { withoutUndefined } from "#lib/core/form/settle.ts";
import { isJsonObject } from "#lib/core/json.ts";

export function questionsIn(schema: RJSFSchema): string[] {
  return Object.keys(schema.properties ?? {});
}

/** What an option fixes: by that the answers say which option is meant. A fixed yes is still to be said by a person. */
export function constantsOf(option: RJSFSchema): Record<string, unknown> {
  const fixed = Object.entries(option.properties ?? {}).flatMap(([name, part]): [string, unknown][] => {
    const value: unknown = typeof part === "object" ? part.const : undefined;
    return typeof value === "string" || typeof value === "number" ? [[name, value]] : [];
  });
  return Object.fromEntries(fixed);
}

/** The option that the answers mean: by what it fixes, then by how many of its questions are answered. */
export function nearestOption(options: readonly RJSFSchema[], value: unknown): number {
  const scores = options.map((option) => nearness(option, value));
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}

function nearness(option: RJSFSchema, value: unknown): number {
  const answers = withoutUndefined(value);
  if (!isJsonObject(answers)) return typeMatches(option, answers) ? 1 : 0;
  const fixed = Object.entries(constantsOf(option)).map(([name, constant]) => {
    if (!Object.hasOwn(answers, name)) return 0;
    return answers[name] === constant ? 100 : -100;
  });
  const answered = questionsIn(option).filter((name) => Object.hasOwn(answers, name)).length;
  return fixed.reduce<number>((sum, score) => sum + score, answered);
}

function typeMatches({ type }: RJSFSchema, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  return typeof value === type;
}
