import { inputText } from "#lib/core/adapter/github-workflow.ts";
import { listed, nearest } from "#lib/core/expression/nearest.ts";
import { isJsonObject, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import { possibleValues } from "#lib/core/probe/known.ts";
import { note, ok, unknown, wrong } from "../probe.ts";
import type { WorkflowFile, WorkflowInput } from "./workflow-file.ts";

type Inputs = ReadonlyMap<string, WorkflowInput>;

/** Do the inputs of a step fit what the workflow declares? `workflow` is its name for people. */
export function fit(config: JsonObject, questions: JsonObject, workflow: string, file: WorkflowFile): Finding[] {
  const { inputs: declared, runName } = file;
  if (declared === undefined)
    return [
      wrong(
        `${workflow} can't be started by PAO: it has no workflow_dispatch trigger.`,
        "Whoever keeps the workflow adds workflow_dispatch to its `on`.",
        "/workflow",
      ),
    ];
  const given = config["inputs"] ?? {};
  const key = typeof config["keyInput"] === "string" ? config["keyInput"] : undefined;
  const findings = [
    ...(isJsonObject(given)
      ? [...unfitting(given, questions, workflow, declared), ...missing(given, key, workflow, declared)]
      : [unknown("Which inputs are given is known only once somebody orders.", "/inputs")]),
    ...(key === undefined ? [] : keyed(key, workflow, declared, runName)),
  ];
  const names = [...declared.keys()];
  const takes = names.length === 0 ? "no inputs" : `the inputs ${listed(names, "and")}`;
  return findings.some(({ level }) => level === "problem")
    ? findings
    : [ok(`${workflow} takes ${takes}.`), ...findings];
}

function unfitting(given: JsonObject, questions: JsonObject, workflow: string, declared: Inputs): Finding[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const path = pointer("inputs", name);
    const input = declared.get(name);
    if (input === undefined) return [undeclared(name, workflow, declared, path)];
    const outdated =
      input.deprecation === undefined
        ? []
        : [note(`${workflow} calls its input ${name} outdated: ${input.deprecation}`, path)];
    return [...outdated, ...values(name, input, possibleValues(value, questions) ?? [], path)];
  });
}

function undeclared(name: string, workflow: string, declared: Inputs, path: string): Finding {
  const names = [...declared.keys()];
  const meant = nearest(name, names);
  const choice = names.length === 0 ? "it takes none" : `it takes ${listed(names, "and")}`;
  return wrong(
    `${workflow} has no input ${name}; ${meant === undefined ? choice : `did you mean ${meant}?`}`,
    "Correct the name, or have the input added to the workflow.",
    path,
  );
}

function values(name: string, { type, options }: WorkflowInput, given: readonly Json[], path: string): Finding[] {
  const texts = given.flatMap((value) => (value === null ? [] : [inputText(value)]));
  const refused = texts.filter((text) => text !== "" && !takes(type, options, text));
  if (refused.length === 0) return [];
  const what = {
    choice: `one of ${listed(options, "and")}`,
    boolean: "true or false",
    number: "a number",
    environment: "an environment",
    string: "a text",
  }[type];
  return [
    wrong(
      `The input ${name} takes ${what}, and not ${listed(refused, "or")}.`,
      "Change what is given, or what the workflow takes.",
      path,
    ),
  ];
}

function takes(type: WorkflowInput["type"], options: readonly string[], text: string): boolean {
  if (type === "choice") return options.includes(text);
  if (type === "boolean") return text === "true" || text === "false";
  return type !== "number" || (text.trim() !== "" && Number.isFinite(Number(text)));
}

function missing(given: JsonObject, key: string | undefined, workflow: string, declared: Inputs): Finding[] {
  return [...declared].flatMap(([name, { required, hasDefault }]) => {
    const there = name === key || (Object.hasOwn(given, name) && given[name] !== null && given[name] !== "");
    if (there || !required || hasDefault) return [];
    return [wrong(`${workflow} requires the input ${name}, and it is not given.`, `Give ${name}.`, "/inputs")];
  });
}

function keyed(key: string, workflow: string, declared: Inputs, runName: string): Finding[] {
  const input = declared.get(key);
  if (input === undefined) return [undeclared(key, workflow, declared, "/keyInput")];
  if (input.type !== "string")
    return [
      wrong(
        `The key goes into the input ${key}, which takes no text.`,
        "Make it an input of type string.",
        "/keyInput",
      ),
    ];
  if (runName.includes(`inputs.${key}`) || runName.includes(`inputs['${key}']`)) return [];
  return [
    wrong(
      `${workflow} does not show its input ${key} in its run-name, so PAO would not find a run by it.`,
      `Add run-name: … \${{ inputs.${key} }} to the workflow.`,
      "/keyInput",
    ),
  ];
}
