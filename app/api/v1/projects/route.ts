import { addProject } from "#lib/commands/organisation/add-project.ts";
import { projectList } from "#lib/views/organisation/projects.ts";
import { answer, rest, shown } from "../../../rest/door.ts";
import { projectQuery } from "../../../rest/organisation-query.ts";
import { readQuery } from "../../../rest/query.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, query }) => shown(await projectList(actor, readQuery(projectQuery, query))),
  POST: async ({ context, body }) => answer(await addProject(context, await body()), 201),
});
