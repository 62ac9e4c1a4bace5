import { z } from "zod";
import { Problem } from "#lib/core/problem.ts";
import { loadConnection } from "#db/connection.ts";
import { askProbe } from "#db/probe.ts";
import { command, label } from "../command.ts";

/** Asks an engine whether a connection works as it is. */
export const probeConnection = command({
  verb: "connection.probe",
  schema: z.strictObject({ name: z.string().max(63) }),
  ask: { verb: "connection.change" },
  subject: ({ name }) => `connection:${name}`,
  handler: async ({ tx, actor, input: { name } }) => {
    if (!(await loadConnection(tx, name))) throw new Problem("not_found", `There is no connection “${name}”.`);
    const id = await askProbe(tx, { connection: name }, label(actor));
    return { value: { id, state: "asked", connection: name }, detail: { probe: id } };
  },
});
