import { z } from "zod";
import { setRetired } from "#db/offering.ts";
import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { checkContext } from "./context.ts";
import { offeringName, offeringToChange } from "./kept.ts";
import { recompose } from "./recompose.ts";

/** Puts a retired offering back into the catalog, as its newest revision says it. */
export const offerAgain = command({
  verb: "offering.offer",
  schema: z.strictObject({ name: offeringName }),
  subject: ({ name }) => `offering:${name}`,
  handler: async ({ tx, actor, door, input: { name } }) => {
    const { retired, number: revision } = await offeringToChange(tx, actor, name);
    if (!retired) throw new Problem("conflict", "It is offered already.");
    await setRetired(tx, name, null);
    // What is made of it follows what was published of it meanwhile.
    const { unfit } = await recompose(tx, door, await checkContext(tx, [], {}));
    const broken = unfit.map((one) => one.name);
    return { value: { name, state: "offered", revision, unfit: broken }, detail: { revision } };
  },
});
