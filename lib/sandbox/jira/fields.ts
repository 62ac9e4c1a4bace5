import { isObject, textOf, type Json, type JsonObject } from "#lib/sandbox/json.ts";
import { documentProblem } from "./document.ts";
import type { IssueFields } from "./issue.ts";
import { refuseFields } from "./refuse.ts";
import {
  byIdOrName,
  customFields,
  issueTypes,
  people,
  priorities,
  projectOf,
  type CustomField,
  type Named,
  type Project,
} from "./site.ts";

/** A field that Jira does not take, in Jira's sentence. */
class Unfit extends Error {}

type Read = (value: Json, project: Project) => Partial<IssueFields>;

const readers: Record<string, Read> = {
  summary: (value) => ({ summary: readSummary(value) }),
  issuetype: (value) => ({ issueType: pick(issueTypes, value, "Specify a valid issue type").name }),
  description: (value) => ({ description: readDocument(value) }),
  labels: (value) => ({ labels: readLabels(value) }),
  priority: (value) => ({ priority: pick(priorities, value, (name) => `Priority name '${name}' is not valid`).name }),
  components: (value, project) => ({ components: readComponents(value, project) }),
  duedate: (value) => ({ dueDate: readDate(value) }),
  assignee: (value) => ({ assignee: readAssignee(value) }),
};

/** The fields of a new issue, or Jira's refusal with a sentence for each field that is wrong. */
export function readNewIssue(given: JsonObject): { project: Project; fields: IssueFields } {
  const project = projectOf(wanted(given["project"] ?? null, "key"));
  if (project === undefined) throw refuseFields({ project: "Specify a valid project ID or key" });
  const { project: _, ...rest } = given;
  const { fields, errors } = readEach(rest, project);
  if (fields.issueType === undefined) errors["issuetype"] ??= "Specify an issue type";
  if (fields.summary === undefined) errors["summary"] ??= "You must specify a summary of the issue.";
  if (Object.keys(errors).length > 0) throw refuseFields(errors);
  return { project, fields: { ...blank, ...fields } };
}

const blank: IssueFields = {
  summary: "",
  issueType: "",
  description: null,
  labels: [],
  priority: "Medium",
  components: [],
  dueDate: null,
  assignee: null,
  custom: {},
};

function readEach(
  given: JsonObject,
  project: Project,
): { fields: Partial<IssueFields>; errors: Record<string, string> } {
  const fields: Partial<IssueFields> = {};
  const errors: Record<string, string> = {};
  for (const [id, value] of Object.entries(given)) {
    try {
      Object.assign(fields, readField(id, value, project, fields.custom ?? {}));
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      errors[id] = error.message;
    }
  }
  return { fields, errors };
}

function readField(id: string, value: Json, project: Project, custom: JsonObject): Partial<IssueFields> {
  const read = Object.hasOwn(readers, id) ? readers[id] : undefined;
  if (read !== undefined) return read(value, project);
  const field = customFields.find((each) => each.id === id);
  if (field === undefined)
    throw new Unfit(`Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`);
  return { custom: { ...custom, [id]: readCustom(field, value) } };
}

/** Custom fields alone, as a transition or a page sets them. */
export function readCustomFields(given: JsonObject): JsonObject {
  const custom: JsonObject = {};
  const errors: Record<string, string> = {};
  for (const [id, value] of Object.entries(given)) {
    const field = customFields.find((each) => each.id === id);
    try {
      if (field === undefined)
        throw new Unfit(`Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`);
      custom[id] = readCustom(field, value);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      errors[id] = error.message;
    }
  }
  if (Object.keys(errors).length > 0) throw refuseFields(errors);
  return custom;
}

function readCustom(field: CustomField, value: Json): Json {
  if (value === null) return null;
  if (field.kind === "select") {
    const refused = (name: string) => `Option value '${name}' is not valid`;
    return pick(field.options, value, refused, "value").name;
  }
  if (typeof value !== "string") throw new Unfit("Operation value must be a string");
  if (value.length > 255)
    throw new Unfit("The entered text is too long. It exceeds the allowed limit of 255 characters.");
  return value === "" ? null : value;
}

function readSummary(value: Json): string {
  if (typeof value !== "string") throw new Unfit("Operation value must be a string");
  if (value.trim() === "") throw new Unfit("You must specify a summary of the issue.");
  if (/[\r\n]/.test(value)) throw new Unfit("The summary is invalid because it contains newline characters.");
  if (value.length > 255) throw new Unfit("Summary can't exceed 255 characters.");
  return value;
}

function readDocument(value: Json): Json {
  const problem = value === null ? undefined : documentProblem(value);
  if (problem !== undefined) throw new Unfit(problem);
  return value;
}

function readLabels(value: Json): string[] {
  if (!Array.isArray(value)) throw new Unfit("data was not an array");
  return value.map((label) => {
    if (typeof label !== "string") throw new Unfit("string expected at index 0");
    if (/\s/.test(label)) throw new Unfit(`The label '${label}' contains spaces which is invalid.`);
    if (label.length > 255) throw new Unfit(`The label '${label}' exceeds 255 characters.`);
    return label;
  });
}

function readComponents(value: Json, project: Project): string[] {
  if (!Array.isArray(value)) throw new Unfit("data was not an array");
  return value.map((each) => pick(project.components, each, (name) => `Component name '${name}' is not valid`).name);
}

function readDate(value: Json): string | null {
  if (value === null) return null;
  const shaped = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (!shaped || Number.isNaN(Date.parse(value)))
    throw new Unfit(`Error parsing date string: ${JSON.stringify(value)}`);
  return value;
}

function readAssignee(value: Json): string | null {
  if (value === null) return null;
  const id = wanted(value, "accountId");
  if (!people.some((person) => person.accountId === id)) throw new Unfit(`User '${id}' does not exist.`);
  return id;
}

function pick<T extends Named>(
  all: readonly T[],
  value: Json,
  refused: string | ((name: string) => string),
  by = "name",
): T {
  const name = wanted(value, by);
  const found = byIdOrName(all, name);
  if (found === undefined) throw new Unfit(typeof refused === "string" ? refused : refused(name));
  return found;
}

/** What `{id}` or `{name}` asks for. */
function wanted(value: Json, by: string): string {
  if (!isObject(value)) return "";
  return textOf(value["id"] ?? value[by]);
}
