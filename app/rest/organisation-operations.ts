import { addEnvironment } from "#lib/commands/organisation/add-environment.ts";
import { addProject } from "#lib/commands/organisation/add-project.ts";
import { addTeam } from "#lib/commands/organisation/add-team.ts";
import { addVar } from "#lib/commands/organisation/add-var.ts";
import { changeEnvironment } from "#lib/commands/organisation/change-environment.ts";
import { changeProject } from "#lib/commands/organisation/change-project.ts";
import { changeTeam } from "#lib/commands/organisation/change-team.ts";
import { changeVar } from "#lib/commands/organisation/change-var.ts";
import type { Operation } from "./operations.ts";
import { memberQuery, personQuery, projectQuery, teamQuery, varQuery } from "./organisation-query.ts";

const get = (path: string, id: string, summary: string, query?: NonNullable<Operation["query"]>): Operation => {
  return { method: "get", path, id, summary, ...(query ? { query } : {}) };
};
const add = (path: string, id: string, summary: string, body: NonNullable<Operation["body"]>): Operation => {
  return { method: "post", path, id, summary, body, answers: { status: 201 } };
};
const change = (path: string, id: string, summary: string, body: NonNullable<Operation["body"]>): Operation => {
  return { method: "patch", path, id, summary, body };
};
const bare = (method: "post" | "put" | "delete", path: string, id: string, summary: string): Operation => {
  return { method, path, id, summary };
};

const member = "/teams/{name}/members/{person}/{role}";
const group = "/teams/{name}/groups/{group}/{role}";
const role = "/people/{person}/roles/{role}";

/** Teams, people, projects, environments and vars. Whoever is signed in may look; admins change. */
export const organisationOperations: readonly Operation[] = [
  get("/teams", "listTeams", "Teams by name, a page of them.", teamQuery),
  add("/teams", "addTeam", "Adds a team.", addTeam.schema),
  get("/teams/{name}", "getTeam", "A team with its projects and offerings."),
  change("/teams/{name}", "changeTeam", "Retitles a team.", changeTeam.schema),
  bare("delete", "/teams/{name}", "removeTeam", "Removes a team that nothing hangs on."),
  get("/teams/{name}/members", "listMembers", "The people of a team with their roles, a page of them.", memberQuery),
  bare("put", member, "addMember", "Gives somebody a role in a team."),
  bare("delete", member, "removeMember", "Takes a role in a team away again."),
  bare("put", group, "mapGroup", "Says what a group of the sign-in provider makes its people in a team."),
  bare("delete", group, "unmapGroup", "Takes that back."),
  get("/people", "listPeople", "People by name, a page of them.", personQuery),
  get("/people/{person}", "getPerson", "Somebody with their teams and roles; for themselves, auditors and admins."),
  bare("put", role, "giveRole", "Gives somebody a role in the organisation."),
  bare("delete", role, "takeRole", "Takes a role in the organisation away again."),
  bare(
    "post",
    "/people/{person}/deactivate",
    "deactivatePerson",
    "Lets somebody in no more; ends sessions and tokens.",
  ),
  bare("post", "/people/{person}/reactivate", "reactivatePerson", "Lets somebody in again."),
  get("/projects", "listProjects", "Projects by name, a page of them.", projectQuery),
  add("/projects", "addProject", "Adds a project.", addProject.schema),
  change("/projects/{name}", "changeProject", "Retitles a project, or gives it to another team.", changeProject.schema),
  bare("delete", "/projects/{name}", "removeProject", "Removes a project for which nothing was ever ordered."),
  get("/environments", "listEnvironments", "Environments in their order."),
  add("/environments", "addEnvironment", "Adds an environment.", addEnvironment.schema),
  get("/environments/{name}", "getEnvironment", "An environment."),
  change("/environments/{name}", "changeEnvironment", "Retitles or moves an environment.", changeEnvironment.schema),
  bare("delete", "/environments/{name}", "removeEnvironment", "Removes an environment that nothing hangs on."),
  get("/vars", "listVars", "Vars by name with the offerings that read them; for authors, auditors, admins.", varQuery),
  add("/vars", "addVar", "Adds a var.", addVar.schema),
  get("/vars/{name}", "getVar", "A var with the offerings that read it."),
  change("/vars/{name}", "changeVar", "Changes a var, if every offering that reads it stays right.", changeVar.schema),
  bare("delete", "/vars/{name}", "removeVar", "Removes a var that no offering reads."),
];
