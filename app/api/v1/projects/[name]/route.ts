import { projectView } from "#lib/views/project/project.ts";
import { rest, shown } from "../../../../rest/door.ts";

export const { GET, POST, PUT, PATCH, DELETE } = rest({
  GET: async ({ actor, param }) => shown(await projectView(actor, param("name"))),
});
