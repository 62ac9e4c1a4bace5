import type { Json, JsonObject } from "#lib/sandbox/json.ts";
import type { Comment, Issue } from "./issue.ts";
import type { Link } from "./link.ts";
import {
  byName,
  customFields,
  issueTypes,
  linkTypes,
  pao,
  people,
  priorities,
  projectOf,
  resolutions,
  statuses,
  toDo,
  type CustomField,
  type Named,
  type Person,
  type Project,
  type Status,
} from "./site.ts";

/** Jira's shapes. `api` is the address of the REST API, with which every `self` starts. */
export const statusBean = (status: Status, api: string): JsonObject => ({
  self: `${api}/status/${status.id}`,
  description: "",
  name: status.name,
  id: status.id,
  statusCategory: { self: `${api}/statuscategory/${status.category.id}`, ...status.category },
});

export const priorityBean = (priority: (typeof priorities)[number], api: string): JsonObject => ({
  self: `${api}/priority/${priority.id}`,
  id: priority.id,
  name: priority.name,
  description: "",
  statusColor: priority.color,
});

export const issueTypeBean = (type: Named, api: string): JsonObject => ({
  self: `${api}/issuetype/${type.id}`,
  id: type.id,
  name: type.name,
  description: "",
  subtask: false,
  hierarchyLevel: 0,
});

export const personBean = (person: Person, api: string): JsonObject => ({
  self: `${api}/user?accountId=${encodeURIComponent(person.accountId)}`,
  accountId: person.accountId,
  accountType: "atlassian",
  displayName: person.displayName,
  emailAddress: person.emailAddress,
  active: true,
  timeZone: "Etc/UTC",
});

export const componentBean = (component: Named, api: string): JsonObject => ({
  self: `${api}/component/${component.id}`,
  id: component.id,
  name: component.name,
});

export const projectBean = (project: Project, api: string): JsonObject => ({
  self: `${api}/project/${project.id}`,
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: "software",
  simplified: false,
  style: "classic",
  isPrivate: false,
});

export const commentBean = (issue: Issue, comment: Comment, api: string): JsonObject => {
  const author = personBean(people.find((each) => each.accountId === comment.author) ?? pao, api);
  return {
    self: `${api}/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author,
    updateAuthor: author,
    body: comment.body,
    created: stamp(comment.created),
    updated: stamp(comment.created),
    jsdPublic: true,
  };
};

/** Jira writes the zone without a colon. */
export function stamp(date: Date): string {
  return date.toISOString().replace("Z", "+0000");
}

/** All fields of an issue, as Jira answers them. */
export function fieldBeans(
  issue: Issue,
  comments: readonly Comment[],
  links: readonly Link[],
  api: string,
): JsonObject {
  const { fields } = issue;
  const project = projectOf(issue.project);
  const assignee = people.find((each) => each.accountId === fields.assignee);
  const category = (byName(statuses, issue.status) ?? toDo).category;
  return {
    summary: fields.summary,
    issuetype: beanOf(issueTypes, fields.issueType, issueTypeBean, api),
    project: project === undefined ? null : projectBean(project, api),
    description: fields.description,
    labels: fields.labels,
    priority: beanOf(priorities, fields.priority, priorityBean, api),
    components: fields.components.map((name) => beanOf(project?.components ?? [], name, componentBean, api)),
    duedate: fields.dueDate,
    assignee: assignee === undefined ? null : personBean(assignee, api),
    reporter: personBean(pao, api),
    creator: personBean(pao, api),
    status: beanOf(statuses, issue.status, statusBean, api),
    statusCategory: { self: `${api}/statuscategory/${category.id}`, ...category },
    resolution: issue.resolution === null ? null : beanOf(resolutions, issue.resolution, resolutionBean, api),
    resolutiondate: issue.resolved === null ? null : stamp(issue.resolved),
    created: stamp(issue.created),
    updated: stamp(issue.updated),
    issuelinks: links.map((link) => linkBean(link, api)),
    comment: {
      comments: comments.map((comment) => commentBean(issue, comment, api)),
      self: `${api}/issue/${issue.id}/comment`,
      maxResults: comments.length,
      total: comments.length,
      startAt: 0,
    },
    ...Object.fromEntries(
      customFields.map((field) => [field.id, customBean(field, issue.fields.custom[field.id] ?? null, api)]),
    ),
  };
}

const resolutionBean = (resolution: Named, api: string): JsonObject => ({
  self: `${api}/resolution/${resolution.id}`,
  id: resolution.id,
  name: resolution.name,
  description: "",
});

function customBean(field: CustomField, value: Json, api: string): Json {
  const option = field.options.find((each) => each.name === value);
  return option === undefined
    ? value
    : { self: `${api}/customFieldOption/${option.id}`, value: option.name, id: option.id };
}

function linkBean(link: Link, api: string): JsonObject {
  const type = byName(linkTypes, link.type);
  const other = {
    id: link.otherId,
    key: link.key,
    self: `${api}/issue/${link.otherId}`,
    fields: { summary: link.summary, status: beanOf(statuses, link.status, statusBean, api) },
  };
  return {
    id: link.id,
    self: `${api}/issueLink/${link.id}`,
    type: { ...type, self: `${api}/issueLinkType/${type?.id ?? ""}` },
    ...(link.inward ? { inwardIssue: other } : { outwardIssue: other }),
  };
}

function beanOf<T extends Named>(
  all: readonly T[],
  name: string,
  bean: (each: T, api: string) => JsonObject,
  api: string,
): Json {
  const found = byName(all, name);
  return found === undefined ? null : bean(found, api);
}
