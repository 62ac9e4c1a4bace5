import { listed } from "#lib/core/expression/nearest.ts";
import { isJsonObject, type Json, type JsonObject, pointer } from "#lib/core/json.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import { possibleValues } from "#lib/core/probe/known.ts";
import { wrong } from "../probe.ts";

/** A field of Jira's create screen, as far as it is looked at. */
export interface ScreenField {
  fieldId: string;
  name: string;
  required: boolean;
  hasDefaultValue?: boolean | undefined;
  allowedValues?: readonly unknown[] | undefined;
}

/** Jira's field for each member of `with`. */
const fieldIds: Readonly<Record<string, string>> = {
  summary: "summary",
  description: "description",
  labels: "labels",
  priority: "priority",
  components: "components",
  dueDate: "duedate",
  assignee: "assignee",
};

/** PAO sends these with every issue, or Jira fills them in by itself. */
const always = new Set(["project", "issuetype", "summary", "description", "labels", "reporter"]);

interface Given {
  id: string;
  value: Json;
  path: string;
}

/** Do the fields that are given stand on the screen, are all required ones given, and are chosen values there to choose? */
export function fitFields(
  config: JsonObject,
  questions: JsonObject,
  what: string,
  screen: readonly ScreenField[],
): Finding[] {
  const given = givenFields(config);
  const byId = new Map(screen.map((field) => [field.fieldId, field]));
  const absent = given
    .filter(({ id }) => !byId.has(id))
    .map(({ id, path }) =>
      wrong(`A ${what} has no field ${id} on its screen.`, "Leave it out, or have a Jira admin add it.", path),
    );
  const hidden = ["labels", "description"]
    .filter((id) => !byId.has(id) && !given.some((field) => field.id === id))
    .map((id) =>
      wrong(`A ${what} has no field ${id} on its screen, and PAO needs it.`, "Have a Jira admin add it.", "/issueType"),
    );
  const owed = screen
    .filter(({ fieldId, required, hasDefaultValue }) => required && !hasDefaultValue && !always.has(fieldId))
    .filter(({ fieldId }) => !given.some(({ id }) => id === fieldId))
    .map(({ fieldId, name }) =>
      wrong(
        `A ${what} requires the field ${name} (${fieldId}), and it is not given.`,
        `Give it${fieldId.startsWith("customfield_") ? ` in \`fields\` as ${fieldId}` : ""}.`,
        "",
      ),
    );
  const refused = given.flatMap((field) => choices(field, questions, byId.get(field.id)));
  return [...absent, ...hidden, ...owed, ...refused];
}

function givenFields(config: JsonObject): Given[] {
  const own = Object.entries(fieldIds).flatMap(([name, id]): Given[] => {
    const value = config[name];
    return value === undefined || value === null ? [] : [{ id, value, path: pointer(name) }];
  });
  const custom = isJsonObject(config["fields"]) ? Object.entries(config["fields"]) : [];
  return [...own, ...custom.map(([id, value]) => ({ id, value, path: pointer("fields", id) }))];
}

/** Free fields name no values; of a list each member is a choice. */
function choices({ value, path }: Given, questions: JsonObject, field: ScreenField | undefined): Finding[] {
  const allowed = (field?.allowedValues ?? []).map(namesOf).filter((names) => names.length > 0);
  if (!field || allowed.length === 0) return [];
  const items = Array.isArray(value) ? value : [value];
  const chosen = items.flatMap((item) => chosenNames(item, questions));
  const wrongly = chosen.filter((name) => !allowed.flat().some((known) => known.toLowerCase() === name.toLowerCase()));
  if (wrongly.length === 0) return [];
  const shown = allowed.flatMap((names) => names[0] ?? []);
  return [
    wrong(
      `The field ${field.name} takes ${listed(shown, "or")}, and not ${listed(wrongly, "or")}.`,
      "Change what is given, or have the value added in Jira.",
      path,
    ),
  ];
}

/** What a value may name: a text, each choice of a question, or `{ value }` of a custom field. */
function chosenNames(item: Json, questions: JsonObject): string[] {
  if (isJsonObject(item)) return chosenNames(item["value"] ?? item["name"] ?? item["id"] ?? null, questions);
  return (possibleValues(item, questions) ?? []).flatMap((value) => (typeof value === "string" ? [value] : []));
}

/** An allowed value goes by its name or value, and by its id. */
function namesOf(allowed: unknown): string[] {
  if (typeof allowed === "string") return [allowed];
  if (typeof allowed !== "object" || allowed === null) return [];
  const texts = ["value", "name", "id", "accountId"].map((key): unknown => Reflect.get(allowed, key));
  return texts.flatMap((text) => (typeof text === "string" ? [text] : []));
}
