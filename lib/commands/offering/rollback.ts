import { z } from "zod";
import { loadRevision } from "#db/offering.ts";
import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { note, offeringName, offeringToChange, revisionNumber, seenRevision } from "./kept.ts";
import { bundlesOf, publishText } from "./publish-text.ts";

/** Publishes an older revision once more: its text and its modules as they were then. Nothing that was published is undone. */
export const rollBack = command({
  verb: "offering.rollback",
  schema: z.strictObject({
    name: offeringName,
    revision: revisionNumber,
    note,
    /** The revision that was the newest when this was decided. */
    current: revisionNumber.optional(),
    /** Also when what other teams have made of it would not fit it any more. */
    breaking: z.boolean().default(false),
  }),
  subject: ({ name }) => `offering:${name}`,
  handler: async ({ tx, actor, door, input }) => {
    const { name, revision: of } = input;
    const current = await offeringToChange(tx, actor, name);
    seenRevision(current, input.current);
    if (of === current.number) throw new Problem("conflict", `Revision ${of} is the one that is published now.`);
    const older = await loadRevision(tx, name, of);
    if (!older)
      throw new Problem("not_found", `There is no revision ${of} of “${name}”.`, { remedy: "List its revisions." });
    const published = await publishText(
      tx,
      { actor, door },
      {
        source: older.source,
        before: current.source,
        modules: await bundlesOf(tx, older.modules),
        changeNote: `Rolled back to revision ${of}. ${input.note}`,
        remedy: "Begin a draft with this text in the studio, and mend it there.",
        breaking: input.breaking,
      },
    );
    return { value: { name, of, ...published.value }, detail: { of, ...published.detail, note: input.note } };
  },
});
