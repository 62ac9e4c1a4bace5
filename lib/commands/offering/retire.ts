import { z } from "zod";
import { offeringsThatOrder } from "#db/child.ts";
import { setRetired } from "#db/offering.ts";
import { Problem } from "#lib/core/problem.ts";
import { command, label } from "../command.ts";
import { note, offeringName, offeringToChange } from "./kept.ts";

/** Takes an offering out of the catalog. What runs goes on, what it made stays and can be worked on, and its history is kept. */
export const retireOffering = command({
  verb: "offering.retire",
  schema: z.strictObject({ name: offeringName, note }),
  subject: ({ name }) => `offering:${name}`,
  handler: async ({ tx, actor, input }) => {
    const { name } = input;
    const { retired } = await offeringToChange(tx, actor, name);
    if (retired) throw new Problem("conflict", `${retired.by.name} has retired it already.`);
    await setRetired(tx, name, { by: label(actor), note: input.note });
    const orderedBy = await offeringsThatOrder(tx, name);
    return { value: { name, state: "retired", orderedBy }, detail: { note: input.note, orderedBy } };
  },
});
