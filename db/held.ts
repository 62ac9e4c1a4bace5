import { and, asc, count, eq, isNotNull, notInArray, sql } from "drizzle-orm";
import { finalRequestStates } from "#lib/core/lifecycle/states.ts";
import { type Mentions, mentionsOf } from "#lib/core/organisation/mentions.ts";
import type { Held } from "#lib/core/organisation/held.ts";
import type { Reader } from "./client.ts";
import { listNew } from "./draft.ts";
import { listDocuments } from "./offering.ts";
import { connection, offering, project, request, resource, step, token } from "./tables.ts";
import { isGood } from "./token.ts";

const words = {
  project: ["project", "projects"],
  draft: ["draft of a new offering", "drafts of new offerings"],
  offering: ["offering that names it", "offerings that name it"],
  reader: ["offering that reads it", "offerings that read it"],
  connection: ["connection that it may use", "connections that it may use"],
  token: ["token", "tokens"],
  task: ["open task", "open tasks"],
  request: ["request", "requests"],
  resource: ["resource", "resources"],
} as const;

const held = (what: keyof typeof words, names: readonly string[], all = names.length): Held => {
  return { what: words[what], names, count: all };
};

async function counted(rows: Promise<{ count: number }[]>): Promise<number> {
  return (await rows)[0]?.count ?? 0;
}

/** Names of the offerings, as they are offered now, of which this is true. */
async function offeringsThat(on: Reader, names: (mentions: Mentions) => boolean): Promise<string[]> {
  const documents = await listDocuments(on);
  return documents
    .filter(({ document }) => names(mentionsOf(document)))
    .map(({ document }) => document.metadata.name)
    .toSorted();
}

/** What would be without a team. */
export async function heldByTeam(on: Reader, name: string): Promise<Held[]> {
  const projects = await on
    .select({ name: project.name })
    .from(project)
    .where(eq(project.team, name))
    .orderBy(asc(project.name));
  const offerings = await offeringsThat(on, ({ teams }) => teams.includes(name));
  // What is published belongs to its team already.
  const drafts = (await listNew(on)).filter(({ owner }) => owner === name);
  const connections = await on
    .select({ name: connection.name })
    .from(connection)
    .where(and(isNotNull(connection.teams), sql`${connection.teams} ? ${name}`))
    .orderBy(asc(connection.name));
  const tokens = await on
    .select({ name: token.name })
    .from(token)
    .where(and(eq(token.team, name), isGood));
  const open = and(eq(step.assignedTeam, name), notInArray(step.state, ["completed", "cancelled", "skipped"]));
  const tasks = await counted(on.select({ count: count() }).from(step).where(open));
  // Also of what is not offered any more, or was only ever tested: the team answers for what runs.
  const runs = and(eq(offering.owner, name), notInArray(request.state, [...finalRequestStates]));
  const ofTheirs = on.select({ count: count() }).from(request).innerJoin(offering, eq(offering.name, request.offering));
  const requests = await counted(ofTheirs.where(runs));
  return [
    held(
      "project",
      projects.map((one) => one.name),
    ),
    held("offering", offerings),
    held(
      "draft",
      drafts.map((one) => one.offering),
    ),
    held(
      "connection",
      connections.map((one) => one.name),
    ),
    held(
      "token",
      tokens.map((one) => one.name),
    ),
    held("task", [], tasks),
    held("request", [], requests),
  ];
}

/** What a project keeps: history is not thrown away. */
export async function heldByProject(on: Reader, name: string): Promise<Held[]> {
  const resources = await counted(on.select({ count: count() }).from(resource).where(eq(resource.project, name)));
  const requests = await counted(on.select({ count: count() }).from(request).where(eq(request.project, name)));
  return [held("resource", [], resources), held("request", [], requests)];
}

/** What stands in an environment, or may be ordered there by name. */
export async function heldByEnvironment(on: Reader, name: string): Promise<Held[]> {
  const resources = await counted(on.select({ count: count() }).from(resource).where(eq(resource.environment, name)));
  const requests = await counted(on.select({ count: count() }).from(request).where(eq(request.environment, name)));
  const offerings = await offeringsThat(on, ({ environments }) => environments.includes(name));
  return [held("resource", [], resources), held("request", [], requests), held("offering", offerings)];
}

/** The offerings that read a var. */
export function readersOf(on: Reader, name: string): Promise<string[]> {
  return offeringsThat(on, ({ vars }) => vars.every || vars.names.includes(name));
}

export async function heldByVariable(on: Reader, name: string): Promise<Held[]> {
  return [held("reader", await readersOf(on, name))];
}
