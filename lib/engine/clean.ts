import type { Progress } from "#lib/adapters/adapter.ts";
import { isJsonObject, type Json } from "#lib/core/json.ts";
import type { Reference } from "#lib/core/lifecycle/event.ts";
import type { Ended } from "./ended.ts";
import { type Redact, redactProblem, redactSentence, storable } from "./redact.ts";

/** What goes into rows and events is redacted here, and made such that it can be stored. */
export function clean(ended: Ended, redact: Redact): Ended {
  if (ended.how === "look") {
    const { problem } = ended;
    return problem === undefined ? ended : { ...ended, problem: redactProblem(problem, redact) };
  }
  if (ended.how === "stopped") {
    const { reference, note } = ended;
    return {
      how: "stopped",
      ...(reference === undefined ? {} : { reference: cleanReference(reference) }),
      ...(note === undefined ? {} : { note: redactSentence(note, redact) }),
    };
  }
  if (ended.how !== "progress") return { ...ended, problem: redactProblem(ended.problem, redact) };
  return { ...ended, progress: cleanProgress(ended.progress, redact) };
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
