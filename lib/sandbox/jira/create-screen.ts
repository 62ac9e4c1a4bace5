import type { Json, JsonObject } from "#lib/sandbox/json.ts";
import type { Incoming } from "#lib/sandbox/server/exchange.ts";
import { componentBean, issueTypeBean, priorityBean, projectBean } from "./bean.ts";
import { apiOf } from "./context.ts";
import { customFields, priorities, type CustomField, type Named, type Project } from "./site.ts";

const kinds = "com.atlassian.jira.plugin.system.customfieldtypes";

/** The fields of the screen on which an issue of this type is made, with what may be chosen in them. */
export function createScreen(project: Project, type: Named, incoming: Incoming): JsonObject[] {
  const api = apiOf(incoming);
  return [
    field("project", "Project", { type: "project" }, { required: true, allowedValues: [projectBean(project, api)] }),
    field(
      "issuetype",
      "Issue Type",
      { type: "issuetype" },
      { required: true, allowedValues: [issueTypeBean(type, api)] },
    ),
    field("summary", "Summary", { type: "string" }, { required: true }),
    field("description", "Description", { type: "string" }),
    field("labels", "Labels", { type: "array", items: "string" }),
    field(
      "priority",
      "Priority",
      { type: "priority" },
      { hasDefaultValue: true, allowedValues: priorities.map((each) => priorityBean(each, api)) },
    ),
    field(
      "components",
      "Components",
      { type: "array", items: "component" },
      { allowedValues: project.components.map((each) => componentBean(each, api)) },
    ),
    field("duedate", "Due date", { type: "date" }),
    field("assignee", "Assignee", { type: "user" }),
    field("reporter", "Reporter", { type: "user" }, { required: true, hasDefaultValue: true }),
    ...customFields.map((each) => customBean(each, api)),
  ];
}

function field(id: string, name: string, schema: JsonObject, more: JsonObject = {}): JsonObject {
  const operations: Json = schema["type"] === "array" ? ["add", "set", "remove"] : ["set"];
  return {
    fieldId: id,
    key: id,
    name,
    required: false,
    hasDefaultValue: false,
    operations,
    schema: { ...schema, system: id },
    ...more,
  };
}

function customBean({ id, name, kind, options }: CustomField, api: string): JsonObject {
  const customId = Number(id.slice("customfield_".length));
  const choices = options.map((option) => ({
    self: `${api}/customFieldOption/${option.id}`,
    id: option.id,
    value: option.name,
  }));
  const schema = {
    type: kind === "text" ? "string" : "option",
    custom: `${kinds}:${kind === "text" ? "textfield" : "select"}`,
    customId,
  };
  return field(id, name, schema, { schema, ...(kind === "select" ? { allowedValues: choices } : {}) });
}
