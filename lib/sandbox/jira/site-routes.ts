import type { JsonObject } from "#lib/sandbox/json.ts";
import { json, type Answer, type Incoming } from "#lib/sandbox/server/exchange.ts";
import { route, type Handle, type Route } from "#lib/sandbox/server/route.ts";
import { componentBean, issueTypeBean, personBean, priorityBean, projectBean, stamp } from "./bean.ts";
import { apiOf, signedIn } from "./context.ts";
import { createScreen } from "./create-screen.ts";
import { noSuchProject, refuse } from "./refuse.ts";
import { customFields, issueTypes, pao, priorities, projectOf, projects, type Project } from "./site.ts";

const handlers: readonly (readonly [path: string, handle: Handle])[] = [
  ["/project/search", searchProjects],
  ["/project/:project", getProject],
  ["/issue/createmeta/:project/issuetypes", getIssueTypes],
  ["/issue/createmeta/:project/issuetypes/:type", getCreateFields],
  ["/field", () => json(200, fieldList())],
  [
    "/priority",
    (incoming) =>
      json(
        200,
        priorities.map((each) => priorityBean(each, apiOf(incoming))),
      ),
  ],
  ["/priority/search", searchPriorities],
  ["/myself", (incoming) => json(200, { ...personBean(pao, apiOf(incoming)), locale: "en_US" })],
  ["/mypermissions", getMyPermissions],
  ["/serverInfo", getServerInfo],
];

/** Which are asked about has to be said; in the sandbox the account may all of it. */
function getMyPermissions(incoming: Incoming): Answer {
  const asked = incoming.query.getAll("permissions").flatMap((each) => each.split(",").filter(Boolean));
  if (asked.length === 0) throw refuse(400, "The 'permissions' query parameter is required.");
  const permission = (key: string, at: number) => ({
    id: String(10 + at),
    key,
    name: key.toLowerCase().replaceAll("_", " "),
    type: "PROJECT",
    description: "",
    havePermission: true,
  });
  return json(200, { permissions: Object.fromEntries(asked.map((key, at) => [key, permission(key, at)])) });
}

export function siteRoutes(): Route[] {
  return handlers.map(([path, handle]) => route("GET", `/jira/rest/api/3${path}`, signedIn(handle)));
}

function searchProjects(incoming: Incoming): Answer {
  const keys = incoming.query.getAll("keys").flatMap((each) => each.split(","));
  const words = (incoming.query.get("query") ?? "").toLowerCase();
  const found = projects.filter(
    (each) =>
      (keys.length === 0 || keys.includes(each.key)) && `${each.key} ${each.name}`.toLowerCase().includes(words),
  );
  return json(
    200,
    pageOf(incoming, found, (each) => projectBean(each, apiOf(incoming))),
  );
}

function getProject(incoming: Incoming): Answer {
  const api = apiOf(incoming);
  const project = known(incoming);
  return json(200, {
    ...projectBean(project, api),
    description: "",
    lead: personBean(pao, api),
    components: project.components.map((each) => componentBean(each, api)),
    issueTypes: issueTypes.map((each) => issueTypeBean(each, api)),
    versions: [],
    roles: {},
    properties: {},
    assigneeType: "UNASSIGNED",
  });
}

function getIssueTypes(incoming: Incoming): Answer {
  known(incoming);
  const { startAt, maxResults } = window(incoming);
  const shown = issueTypes.slice(startAt, startAt + maxResults);
  return json(200, {
    startAt,
    maxResults,
    total: issueTypes.length,
    issueTypes: shown.map((each) => issueTypeBean(each, apiOf(incoming))),
  });
}

function getCreateFields(incoming: Incoming): Answer {
  const project = known(incoming);
  const type = issueTypes.find(({ id }) => id === incoming.params["type"]);
  if (type === undefined) throw refuse(400, "The issue type selected is invalid.");
  const { startAt, maxResults } = window(incoming);
  const fields = createScreen(project, type, incoming);
  return json(200, { startAt, maxResults, total: fields.length, fields: fields.slice(startAt, startAt + maxResults) });
}

function searchPriorities(incoming: Incoming): Answer {
  const name = (incoming.query.get("priorityName") ?? "").toLowerCase();
  const found = priorities.filter((each) => each.name.toLowerCase().includes(name));
  return json(
    200,
    pageOf(incoming, found, (each) => priorityBean(each, apiOf(incoming))),
  );
}

function getServerInfo(incoming: Incoming): Answer {
  return json(200, {
    baseUrl: `${incoming.origin}/jira`,
    version: "1001.0.0-SNAPSHOT",
    versionNumbers: [1001, 0, 0],
    deploymentType: "Cloud",
    buildNumber: 100_000,
    buildDate: "2026-01-01T00:00:00.000+0000",
    serverTime: stamp(new Date()),
    scmInfo: "sandbox",
    serverTitle: "PAO sandbox",
    serverTimeZone: "Etc/UTC",
  });
}

function known(incoming: Incoming): Project {
  const key = incoming.params["project"] ?? "";
  const project = projectOf(key);
  if (project === undefined) throw noSuchProject(key);
  return project;
}

function pageOf<T>(incoming: Incoming, all: readonly T[], bean: (each: T) => JsonObject): JsonObject {
  const { startAt, maxResults } = window(incoming);
  return {
    self: `${incoming.origin}${incoming.path}?maxResults=${maxResults}&startAt=${startAt}`,
    startAt,
    maxResults,
    total: all.length,
    isLast: startAt + maxResults >= all.length,
    values: all.slice(startAt, startAt + maxResults).map(bean),
  };
}

function window(incoming: Incoming): { startAt: number; maxResults: number } {
  const wanted = (name: string, otherwise: number) => {
    const given = Number(incoming.query.get(name) ?? otherwise);
    return Number.isInteger(given) && given >= 0 ? given : otherwise;
  };
  return { startAt: wanted("startAt", 0), maxResults: Math.min(wanted("maxResults", 50), 50) };
}

const systemFields: readonly (readonly [id: string, name: string, type: string, items?: string])[] = [
  ["summary", "Summary", "string"],
  ["issuetype", "Issue Type", "issuetype"],
  ["project", "Project", "project"],
  ["description", "Description", "string"],
  ["labels", "Labels", "array", "string"],
  ["priority", "Priority", "priority"],
  ["components", "Components", "array", "component"],
  ["duedate", "Due date", "date"],
  ["assignee", "Assignee", "user"],
  ["reporter", "Reporter", "user"],
  ["creator", "Creator", "user"],
  ["status", "Status", "status"],
  ["statusCategory", "Status Category", "statusCategory"],
  ["resolution", "Resolution", "resolution"],
  ["resolutiondate", "Resolved", "datetime"],
  ["created", "Created", "datetime"],
  ["updated", "Updated", "datetime"],
  ["issuelinks", "Linked Issues", "array", "issuelinks"],
  ["comment", "Comment", "comments-page"],
];

/** The name of each field by its id, as `expand=names` answers it. */
export const fieldNames: JsonObject = Object.fromEntries([
  ...systemFields.map(([id, name]) => [id, name] as const),
  ...customFields.map(({ id, name }) => [id, name] as const),
]);

function fieldList(): JsonObject[] {
  const system = systemFields.map(([id, name, type, items]) => ({
    ...fieldBean(id, name),
    custom: false,
    clauseNames: [id],
    schema: { type, system: id, ...(items === undefined ? {} : { items }) },
  }));
  const custom = customFields.map(({ id, name, kind }) => ({
    ...fieldBean(id, name),
    custom: true,
    clauseNames: [`cf[${id.slice("customfield_".length)}]`, name],
    schema: {
      type: kind === "text" ? "string" : "option",
      custom: `com.atlassian.jira.plugin.system.customfieldtypes:${kind === "text" ? "textfield" : "select"}`,
      customId: Number(id.slice("customfield_".length)),
    },
  }));
  return [...system, ...custom];
}

function fieldBean(id: string, name: string): JsonObject {
  return { id, key: id, name, orderable: true, navigable: true, searchable: true };
}
