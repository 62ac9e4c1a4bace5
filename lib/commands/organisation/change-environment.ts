import { z } from "zod";
import { title } from "#lib/core/organisation/name.ts";
import { changeEnvironment as updateEnvironment, lockEnvironments, orderEnvironments } from "#db/environment.ts";
import { command } from "../command.ts";
import { changesOf, knownName, seen, version } from "./row.ts";

const schema = z
  .strictObject({
    name: knownName,
    title: title.optional(),
    position: z.int().min(0).max(1_000).optional(),
    tests: z.boolean().optional(),
    version,
  })
  .refine(
    (given) => given.title !== undefined || given.position !== undefined || given.tests !== undefined,
    "Give a title, a position or tests.",
  );

/** Retitles an environment, gives it another place in the order that lists and forms show, counted from 0, or lets test orders in. */
export const changeEnvironment = command({
  verb: "environment.change",
  schema,
  ask: { verb: "organisation.change" },
  subject: ({ name }) => `environment:${name}`,
  handler: async ({ tx, input }) => {
    const { name } = input;
    const all = await lockEnvironments(tx);
    const at = all.findIndex((one) => one.name === name);
    const before = seen(all[at], `environment “${name}”`, input.version);
    const others = all.map((one) => one.name).filter((one) => one !== name);
    const position = Math.min(input.position ?? at, others.length);
    const after = { title: input.title ?? before.title, position, tests: input.tests ?? before.tests };
    await updateEnvironment(tx, name, { title: after.title, tests: after.tests });
    await orderEnvironments(tx, others.toSpliced(position, 0, name));
    const value = { name, ...after, version: before.version + 1 };
    return { value, detail: changesOf({ title: before.title, position: at, tests: before.tests }, after) };
  },
});
