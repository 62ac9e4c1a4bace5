import { z } from "zod";
import { heldByProject } from "#db/held.ts";
import { holdProject, removeProject as dropProject } from "#db/project.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, refuseWhile } from "./row.ts";

/** Removes a project for which nothing was ever ordered. */
export const removeProject = command({
  verb: "project.remove",
  schema: z.strictObject({ name: knownName }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `project:${name}`,
  handler: async ({ tx, input: { name } }) => {
    const before = await holdProject(tx, name);
    if (!before) throw missing(`project “${name}”`);
    const remedy = "History is kept. Retitle the project, or give it to another team.";
    refuseWhile(await heldByProject(tx, name), `project “${name}”`, remedy);
    await dropProject(tx, name);
    return { value: { name }, detail: changesOf({ title: before.title, team: before.team }, {}) };
  },
});
