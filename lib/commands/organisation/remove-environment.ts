import { z } from "zod";
import { lockEnvironments, removeEnvironment as dropEnvironment } from "#db/environment.ts";
import { heldByEnvironment } from "#db/held.ts";
import { command } from "../command.ts";
import { changesOf, knownName, missing, refuseWhile } from "./row.ts";

/** Removes an environment in which nothing was ever ordered and that no offering names. */
export const removeEnvironment = command({
  verb: "environment.remove",
  schema: z.strictObject({ name: knownName }),
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `environment:${name}`,
  handler: async ({ tx, input: { name } }) => {
    const before = (await lockEnvironments(tx)).find((one) => one.name === name);
    if (!before) throw missing(`environment “${name}”`);
    const remedy = "History is kept. Retitle the environment, or have offerings that name it changed.";
    refuseWhile(await heldByEnvironment(tx, name), `environment “${name}”`, remedy);
    await dropEnvironment(tx, name);
    return { value: { name }, detail: changesOf({ title: before.title, position: before.position }, {}) };
  },
});
