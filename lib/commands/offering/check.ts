import path from "node:path";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { command } from "../command.ts";
import { checkWithChildren } from "./children.ts";
import { checkContext, forReader } from "./context.ts";
import { readModules } from "./modules.ts";

/** What is wrong with a document, with line and column, as it would be judged when loaded, as far as the asker may know. Changes nothing. */
export const checkDocument = command({
  verb: "offering.check",
  reads: true,
  schema: z.strictObject({ source: z.string({ error: "Give the text of a document." }) }),
  subject: () => "offering:*",
  handler: async ({ tx, actor, input }) => {
    const modules = Object.fromEntries(await readModules(path.resolve(env().PAO_OFFERINGS_DIR)));
    const context = forReader(actor, await checkContext(tx, [], modules));
    const { issues } = await checkWithChildren(tx, input.source, context, actor);
    return { value: { issues } };
  },
});
