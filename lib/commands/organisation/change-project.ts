import { z } from "zod";
import { title } from "#lib/core/organisation/name.ts";
import { Problem } from "#lib/core/problem.ts";
import type { Transaction } from "#db/client.ts";
import { changeProject as updateProject, lockProject } from "#db/project.ts";
import { holdTeam } from "#db/team.ts";
import { command } from "../command.ts";
import { changesOf, knownName, seen, version } from "./row.ts";

const schema = z
  .strictObject({ name: knownName, title: title.optional(), team: knownName.optional(), version })
  .refine((given) => given.title !== undefined || given.team !== undefined, "Give a title or a team.");

/** Renames a project, or gives it to another team, with its requests and resources: they are the team's from then on. */
export const changeProject = command({
  verb: "project.change",
  schema,
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `project:${name}`,
  handler: async ({ tx, input }) => {
    const { name } = input;
    const before = seen(await lockProject(tx, name), `project “${name}”`, input.version);
    const after = { title: input.title ?? before.title, team: input.team ?? before.team };
    if (after.team !== before.team && !(await holdTeam(tx, after.team))) throw noSuchTeam(after.team);
    await move(tx, name, after);
    const value = { name, ...after, version: before.version + 1 };
    return { value, detail: changesOf({ title: before.title, team: before.team }, after) };
  },
});

export function noSuchTeam(team: string): Problem {
  const message = `There is no team “${team}”.`;
  return new Problem("invalid", message, { issues: [{ severity: "error", message, path: "/team" }] });
}

async function move(tx: Transaction, name: string, after: { title: string; team: string }): Promise<void> {
  try {
    await updateProject(tx, name, after);
  } catch (cause) {
    if (!crossed(cause)) throw cause;
    throw new Problem("unavailable", "Requests of this project were on the move in that moment.", {
      remedy: "Try again.",
      cause,
    });
  }
}

/** PostgreSQL ends one of two transactions that wait for each other: an engine may order a part while its project moves. */
function crossed(thrown: unknown, depth = 0): boolean {
  if (!(thrown instanceof Error) || depth > 5) return false;
  return ("code" in thrown && thrown.code === "40P01") || crossed(thrown.cause, depth + 1);
}
