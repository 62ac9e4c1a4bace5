import type { Progress } from "#lib/adapters/adapter.ts";
import { isJsonObject, type Json } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { DeclaredOutput } from "#lib/core/plan/plan.ts";
import type { StepProblem } from "#lib/core/problem.ts";
import { type Ended, failed } from "./ended.ts";
import { type Redact, type Redactor, redactProblem, redactSentence, storable } from "./redact.ts";

type Declared = Readonly<Record<string, DeclaredOutput>>;

/**
 * What goes into rows and events is redacted here, and made such that it can be stored. An output or a reference would be another
 * one without the secret that is in it, and later steps read it: such a step fails.
 */
export function clean(ended: Ended, redact: Redactor, declared: Declared): Ended {
  if (ended.how === "look") {
    const { problem } = ended;
    return problem === undefined ? ended : { ...ended, problem: redactProblem(problem, redact) };
  }
  if (ended.how === "stopped") {
    const { reference, note } = ended;
    return {
      how: "stopped",
      ...(reference === undefined || tells(reference, redact) ? {} : { reference: cleanReference(reference) }),
      ...(note === undefined ? {} : { note: redactSentence(note, redact) }),
    };
  }
  if (ended.how !== "progress") return { ...ended, problem: redactProblem(ended.problem, redact) };
  const { progress } = ended;
  if (progress.reference && tells(progress.reference, redact)) {
    const { reference: _, ...left } = progress;
    return left.state === "failed" ? clean({ ...ended, progress: left }, redact, declared) : failed(inReference);
  }
  const told = progress.state === "completed" ? toldOutput(progress.outputs, redact, declared) : undefined;
  if (told === undefined) return { ...ended, progress: cleanProgress(progress, redact) };
  const made = progress.reference === undefined ? {} : { reference: cleanReference(progress.reference) };
  return { how: "progress", progress: { state: "failed", ...made, problem: told, ended: false } };
}

const tells = (value: Json | Reference, redact: Redactor) => redact.finds(JSON.stringify(value));

const inReference: StepProblem = {
  code: "reference_secret",
  sentence: "The link or number of what this step made holds one of the step's secrets, so it is not kept.",
  remedy: "See what was made, and resolve the step by hand; the outside should name what it makes without a secret.",
};

/** The output that anybody could read a secret in. What is not declared is not kept either. */
function toldOutput(
  outputs: Readonly<Record<string, Json>>,
  redact: Redactor,
  declared: Declared,
): StepProblem | undefined {
  const open = Object.entries(outputs).find(
    ([name, value]) => declared[name]?.secret === false && tells(value, redact),
  );
  if (open === undefined) return undefined;
  const [name] = open;
  return {
    code: "output_secret",
    sentence: `The output “${declared[name]?.title ?? name}” (${name}) holds one of the step's secrets, and everybody may read it.`,
    remedy:
      "The offering's owner declares it `secret: true`; for this request, resolve the step by hand, without the secret.",
  };
}

function cleanProgress(progress: Progress, redact: Redact): Progress {
  const { reference } = progress;
  const found = reference === undefined ? {} : { reference: cleanReference(reference) };
  if (progress.state === "failed") return { ...progress, ...found, problem: redactProblem(progress.problem, redact) };
  const note = progress.note === undefined ? {} : { note: redactSentence(progress.note, redact) };
  if (progress.state === "waiting") return { ...progress, ...found, ...note };
  return { ...progress, ...found, ...note, outputs: cleanMembers(progress.outputs) };
}

function cleanReference({ kind, id, url, data }: Reference): Reference {
  const texts = Object.entries(data ?? {}).map(([name, text]): [string, string] => [name, storable(text)]);
  return {
    kind,
    id: storable(id),
    ...(url === undefined ? {} : { url: storable(url) }),
    ...(data === undefined ? {} : { data: Object.fromEntries(texts) }),
  };
}

function cleanValue(value: Json): Json {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  return isJsonObject(value) ? cleanMembers(value) : value;
}

function cleanMembers(values: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [storable(name), cleanValue(value)]));
}
