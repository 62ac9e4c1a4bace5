import { changeProject } from "#lib/commands/organisation/change-project.ts";
import { projectView } from "#lib/views/project/project.ts";
import { removeProject } from "#lib/commands/organisation/remove-project.ts";
import { answer, rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await projectView(actor, param("name"))),
  PATCH: async ({ context, param, body }) =>
    answer(await changeProject(context, { ...(await body()), name: param("name") })),
  DELETE: async ({ context, param }) => answer(await removeProject(context, { name: param("name") })),
});
