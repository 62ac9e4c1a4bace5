import type { Json, JsonObject } from "#lib/sandbox/json.ts";
import { isObject } from "#lib/sandbox/json.ts";
import { bodyObject, empty, json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { runPage, runUrl } from "./bean.ts";
import { repositoryIn, workflowIn, type GitHub } from "./context.ts";
import { refuse } from "./refuse.ts";
import { createRun } from "./run.ts";
import { refOf } from "./site.ts";
import type { Input } from "./workflow.ts";

const mostInputs = 25;
const known = new Set(["ref", "inputs", "return_run_details"]);

/** `POST …/workflows/{id}/dispatches`: checked like GitHub does, in its words. */
export async function dispatch(github: GitHub, incoming: Incoming): Promise<Answer> {
  const repository = repositoryIn(incoming);
  const file = workflowIn(incoming);
  const { ref, inputs = {}, details } = bodyIn(incoming);
  const branch = refOf(ref);
  if (branch === undefined) throw refuse(422, `No ref found for: ${ref}`);
  const { inputs: declared } = file.workflow;
  if (declared === undefined) throw refuse(422, "Workflow does not have 'workflow_dispatch' trigger");
  const run = await createRun(github.sql, repository, file, branch, accepted(declared, inputs));
  github.began(incoming, repository, run.id);
  if (!details) return empty(204);
  return json(200, { workflow_run_id: run.id, run_url: runUrl(run, incoming), html_url: runPage(run, incoming) });
}

function bodyIn(incoming: Incoming): { ref: string; inputs?: JsonObject; details: boolean } {
  const body = bodyObject(incoming);
  if (body === undefined) throw refuse(400, "Problems parsing JSON");
  const { ref, inputs, return_run_details: details } = body;
  const strange = Object.keys(body).find((name) => !known.has(name));
  if (strange !== undefined) throw refuse(422, `Invalid request.\n\n"${strange}" is not a permitted key.`);
  if (ref === undefined) throw refuse(422, `Invalid request.\n\n"ref" wasn't supplied.`);
  if (typeof ref !== "string")
    throw refuse(422, `Invalid request.\n\nFor 'properties/ref', ${JSON.stringify(ref)} is not a string.`);
  if (inputs !== undefined && !isObject(inputs))
    throw refuse(422, `Invalid request.\n\nFor 'properties/inputs', ${JSON.stringify(inputs)} is not an object.`);
  if (inputs !== undefined && Object.keys(inputs).length > mostInputs)
    throw refuse(
      422,
      `Invalid request.\n\nNo more than ${mostInputs} properties are allowed; ${Object.keys(inputs).length} were supplied.`,
    );
  return { ref, ...(inputs === undefined ? {} : { inputs }), details: details === true };
}

function accepted(declared: Readonly<Record<string, Input>>, given: JsonObject): Record<string, string> {
  const unexpected = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unexpected.length > 0) throw refuse(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const texts: Record<string, string> = {};
  for (const [name, input] of Object.entries(declared)) {
    const value = given[name];
    if (value === undefined || value === "") {
      if (input.required && input.default === undefined) throw refuse(422, `Required input '${name}' not provided`);
      continue;
    }
    texts[name] = taken(name, input, value);
  }
  return texts;
}

function taken(name: string, { type, options }: Input, value: Json): string {
  if (typeof value === "object") throw refuse(422, `Invalid value for input '${name}'`);
  const text = String(value);
  const allowed = type === "choice" ? options : type === "boolean" ? ["true", "false"] : undefined;
  if (allowed !== undefined && !allowed.includes(text))
    throw refuse(422, `Provided value '${text}' for input '${name}' not in the list of allowed values`);
  if (type === "number" && !Number.isFinite(Number(text)))
    throw refuse(422, `Provided value '${text}' for input '${name}' is not a number`);
  return text;
}
