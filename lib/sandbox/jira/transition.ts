import type { Sql } from "postgres";
import { isObject, textOf, type Json, type JsonObject } from "#lib/sandbox/json.ts";
import { statusBean } from "./bean.ts";
import { readCustomFields } from "./fields.ts";
import { moveIssue, setCustomFields, type Issue } from "./issue.ts";
import { refuse, refuseFields } from "./refuse.ts";
import { byIdOrName, customFields, done, inProgress, resolutions, toDo, type Named, type Status } from "./site.ts";

export interface Transition extends Named {
  to: Status;
}

/** Every state can be left for every other: the simplified workflow that Jira gives a new project. */
export const transitions: readonly Transition[] = [
  { id: "11", name: "To Do", to: toDo },
  { id: "21", name: "In Progress", to: inProgress },
  { id: "31", name: "Done", to: done },
];

export function transitionBean(transition: Transition, api: string, withFields: boolean): JsonObject {
  const closes = transition.to.id === done.id;
  return {
    id: transition.id,
    name: transition.name,
    to: statusBean(transition.to, api),
    hasScreen: closes,
    isGlobal: true,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    ...(withFields ? { fields: closes ? screen(api) : {} } : {}),
  };
}

/** What the Done transition asks for: a resolution, and the fields that are often filled in last. */
function screen(api: string): JsonObject {
  const resolution = {
    required: true,
    schema: { type: "resolution", system: "resolution" },
    name: "Resolution",
    key: "resolution",
    hasDefaultValue: true,
    operations: ["set"],
    allowedValues: resolutions.map((each) => ({ self: `${api}/resolution/${each.id}`, id: each.id, name: each.name })),
  };
  const rest = customFields.map((field): [string, JsonObject] => [
    field.id,
    { required: false, schema: { type: "string" }, name: field.name, key: field.id, operations: ["set"] },
  ]);
  return { resolution, ...Object.fromEntries(rest) };
}

/** Moves an issue as the body of a transition asks. Closing without a resolution means "Done". */
export async function transit(sql: Sql, issue: Issue, body: JsonObject): Promise<void> {
  const transition = transitions.find((each) => each.id === idOf(body["transition"]));
  if (transition === undefined)
    throw refuse(400, `Transition id '${idOf(body["transition"])}' is not valid for this issue.`);
  const { resolution, ...custom } = isObject(body["fields"]) ? body["fields"] : {};
  const closes = transition.to.id === done.id;
  const chosen = closes ? readResolution(resolution) : null;
  if (!closes && resolution !== undefined)
    throw refuseFields({
      resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
    });
  await setCustomFields(sql, issue.id, readCustomFields(custom));
  await moveIssue(sql, issue.id, transition.to.name, chosen);
}

function readResolution(given: Json | undefined): string {
  if (given === undefined) return "Done";
  const asked = isObject(given) ? textOf(given["id"] ?? given["name"]) : "";
  const found = byIdOrName(resolutions, asked);
  if (found === undefined) throw refuseFields({ resolution: `Resolution name '${asked}' is not valid` });
  return found.name;
}

function idOf(transition: Json | undefined): string {
  return isObject(transition) ? textOf(transition["id"]) : "";
}
