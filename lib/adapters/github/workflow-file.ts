import { parse } from "yaml";

/** An input of `workflow_dispatch` as the workflow file declares it. */
export interface WorkflowInput {
  required: boolean;
  type: "string" | "choice" | "boolean" | "number" | "environment";
  hasDefault: boolean;
  /** What a `choice` takes, as texts. */
  options: string[];
  deprecation?: string;
}

export interface WorkflowFile {
  /** Undefined when it can't be dispatched. */
  inputs: ReadonlyMap<string, WorkflowInput> | undefined;
  runName: string;
}

const types: readonly WorkflowInput["type"][] = ["string", "choice", "boolean", "number", "environment"];

/** What a workflow file says of being dispatched, in every shape that GitHub takes; undefined when it is no workflow. */
export function readWorkflowFile(source: string): WorkflowFile | undefined {
  const file = objectOf(yaml(source));
  if (file === undefined) return undefined;
  // To a reader of YAML 1.1 a bare `on` is the value true.
  const on = file["on"] ?? file["true"];
  const runName = file["run-name"];
  return { inputs: inputsOf(on), runName: typeof runName === "string" ? runName : "" };
}

function yaml(source: string): unknown {
  try {
    return parse(source, { maxAliasCount: 100, uniqueKeys: false, logLevel: "error" });
  } catch {
    return undefined;
  }
}

function inputsOf(on: unknown): WorkflowFile["inputs"] {
  if (on === "workflow_dispatch") return new Map();
  if (Array.isArray(on)) return on.includes("workflow_dispatch") ? new Map() : undefined;
  const events = objectOf(on);
  if (events === undefined || !Object.hasOwn(events, "workflow_dispatch")) return undefined;
  const declared = objectOf(objectOf(events["workflow_dispatch"])?.["inputs"]) ?? {};
  return new Map(Object.entries(declared).map(([name, input]) => [name, inputOf(objectOf(input) ?? {})]));
}

function inputOf(given: Readonly<Record<string, unknown>>): WorkflowInput {
  const options = Array.isArray(given["options"]) ? given["options"].map(String) : [];
  const deprecation = given["deprecationMessage"];
  return {
    required: given["required"] === true || given["required"] === "true",
    type: types.find((type) => type === given["type"]) ?? "string",
    hasDefault: given["default"] !== undefined && given["default"] !== null,
    options,
    ...(typeof deprecation === "string" && deprecation !== "" ? { deprecation } : {}),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
