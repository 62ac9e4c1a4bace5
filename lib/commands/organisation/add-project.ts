import { z } from "zod";
import { newName, title } from "#lib/core/organisation/name.ts";
import { addProject as insertProject } from "#db/project.ts";
import { holdTeam } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, taken } from "./row.ts";
import { noSuchTeam } from "./change-project.ts";

export const addProject = command({
  verb: "project.add",
  schema: z.strictObject({ name: newName, title, team: knownName }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `project:${name}`,
  handler: async ({ tx, input }) => {
    const { name, team } = input;
    if (!(await holdTeam(tx, team))) throw noSuchTeam(team);
    if (!(await insertProject(tx, input))) throw taken(`project “${name}”`);
    return { value: { ...input, version: 1 }, detail: changesOf({}, { title: input.title, team }) };
  },
});
