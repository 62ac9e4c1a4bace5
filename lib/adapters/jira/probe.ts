import {
  type FieldCreateMetadata,
  getCreateIssueMetaIssueTypeId,
  getCreateIssueMetaIssueTypes,
  getProject,
} from "jira.js/cloud";
import type { Client } from "jira.js/core";
import { listed, nearest } from "#lib/core/expression/nearest.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { Finding } from "#lib/core/probe/finding.ts";
import { knownText } from "#lib/core/probe/known.ts";
import type { OpenConnection, ProbeContext } from "../adapter.ts";
import { failed, ok, unknown, wrong } from "../probe.ts";
import { clientOf, jiraAt, jiraFailure } from "./client.ts";
import { fitFields } from "./fit.ts";

interface Asking {
  client: Client;
  connection: OpenConnection;
  project: string;
}

/** Would Jira open this issue? */
export async function probeIssue(context: ProbeContext, config: JsonObject): Promise<Finding[]> {
  const project = knownText(config["project"]);
  if (project === undefined) return [unknown("Which project is known only once somebody orders.", "/project")];
  const asking = { client: clientOf(context), connection: jiraAt(context.connection), project };
  const closed = await probeProject(asking);
  if (closed) return [closed];
  const named = knownText(config["issueType"]);
  if (named === undefined) return [unknown("Which issue type is known only once somebody orders.", "/issueType")];
  const type = await issueTypeOf(asking, named);
  if (!("id" in type)) return [type];
  const fields = await fieldsOf(asking, type.id);
  if (!Array.isArray(fields)) return [fields];
  const findings = fitFields(config, context.questions, `${named} in ${project}`, fields);
  return findings.some(({ level }) => level === "problem")
    ? findings
    : [ok(`Jira takes a ${named} in ${project} with these fields.`), ...findings];
}

async function probeProject({ client, connection, project }: Asking): Promise<Finding | undefined> {
  try {
    const { archived } = await getProject(client, { projectIdOrKey: project });
    return archived === true
      ? wrong(`The Jira project ${project} is archived.`, "Name another one.", "/project")
      : undefined;
  } catch (error) {
    const failure = jiraFailure(error, connection);
    if (failure.problem.code !== "jira_not_found") return failed(failure, "/project");
    return wrong(
      `Jira knows no project ${project}, or hides it from the connection.`,
      "Correct the project's key, or let the connection's user see it.",
      "/project",
    );
  }
}

/** More than any project has; Jira answers fifty at a time. */
const mostPages = 10;

async function issueTypeOf(asking: Asking, named: string): Promise<{ id: string } | Finding> {
  const { client, connection, project } = asking;
  try {
    const types = await pages(async (startAt) => {
      const page = await getCreateIssueMetaIssueTypes(client, { projectIdOrKey: project, startAt, maxResults: 50 });
      return page.issueTypes ?? page.createMetaIssueType ?? [];
    });
    // Jira compares names without case.
    const found = types.find(({ id, name }) => id === named || name?.toLowerCase() === named.toLowerCase());
    if (found?.id !== undefined) return { id: found.id };
    const names = types.flatMap(({ name }) => name ?? []);
    const meant = nearest(named, names);
    return wrong(
      `The project ${project} has no issue type ${named} that the connection's user may open; ${meant === undefined ? `it has ${listed(names, "and") || "none"}.` : `did you mean ${meant}?`}`,
      "Correct the issue type, or have it added to the project.",
      "/issueType",
    );
  } catch (error) {
    return failed(jiraFailure(error, connection), "/issueType");
  }
}

async function fieldsOf(
  { client, connection, project }: Asking,
  type: string,
): Promise<FieldCreateMetadata[] | Finding> {
  try {
    return await pages(async (startAt) => {
      const asked = { projectIdOrKey: project, issueTypeId: type, startAt, maxResults: 50 };
      const page = await getCreateIssueMetaIssueTypeId(client, asked);
      return page.fields ?? page.results ?? [];
    });
  } catch (error) {
    return failed(jiraFailure(error, connection), "/issueType");
  }
}

async function pages<T>(read: (startAt: number) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 0; page < mostPages; page++) {
    const items = await read(all.length);
    all.push(...items);
    if (items.length < 50) break;
  }
  return all;
}
