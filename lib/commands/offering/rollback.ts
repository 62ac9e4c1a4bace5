import { z } from "zod";
import { loadBundles } from "#db/module.ts";
import { loadRevision } from "#db/offering.ts";
import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { note, offeringName, offeringToChange, revisionNumber, seenRevision } from "./kept.ts";
import { digestsOf, republish } from "./republish.ts";

/** Publishes an older revision once more: its text and its modules as they were then. Nothing that was published is undone. */
export const rollBack = command({
  verb: "offering.rollback",
  schema: z.strictObject({
    name: offeringName,
    revision: revisionNumber,
    note,
    /** The revision that was the newest when this was decided. */
    current: revisionNumber.optional(),
  }),
  subject: ({ name }) => `offering:${name}`,
  handler: async ({ tx, actor, input }) => {
    const { name, revision: of } = input;
    const current = await offeringToChange(tx, actor, name);
    seenRevision(current, input.current);
    if (of === current.number) throw new Problem("conflict", `Revision ${of} is the one that is published now.`);
    const older = await loadRevision(tx, name, of);
    if (!older)
      throw new Problem("not_found", `There is no revision ${of} of “${name}”.`, { remedy: "List its revisions." });
    const { source, digest, modules } = older;
    const published = await republish(tx, actor, current, {
      source,
      digest,
      modules: await loadBundles(tx, digestsOf(modules)),
      changeNote: `Rolled back to revision ${of}. ${input.note}`,
    });
    return { value: { name, of, ...published.value }, detail: { of, note: input.note, ...published.detail } };
  },
});
