import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { loadCurrent, type StandingRevision } from "#db/offering.ts";
import { removeIn, setIn } from "#lib/core/offering/edit/set-in.ts";
import { Problem } from "#lib/core/problem.ts";
import { command } from "../command.ts";
import { note, offeringName, offeringToChange, revisionNumber, seenRevision } from "./kept.ts";
import { bundlesOf, publishText } from "./publish-text.ts";

/** Says in the document that something else should be ordered, and publishes that. It can still be ordered. */
export const deprecateOffering = command({
  verb: "offering.deprecate",
  schema: z.strictObject({
    name: offeringName,
    /** The offering to use instead; none when left out. */
    successor: offeringName.optional(),
    note,
    /** The revision that was the newest when this was decided. */
    current: revisionNumber.optional(),
  }),
  subject: ({ name }) => `offering:${name}`,
  handler: async ({ tx, actor, door, input }) => {
    const { name, successor } = input;
    const current = await offeringToChange(tx, actor, name);
    seenRevision(current, input.current);
    const { lifecycle, successor: before } = current.document.metadata;
    if (lifecycle === "deprecated" && before === successor)
      throw new Problem("conflict", `Revision ${current.number} says so already.`);
    if (successor !== undefined) await mayFollow(tx, name, successor);
    const source = deprecated(current, successor);
    const published = await publishText(
      tx,
      { actor, door },
      {
        source,
        before: current.source,
        modules: await bundlesOf(tx, current.modules),
        changeNote: input.note,
        remedy: "Begin a draft with this text in the studio, and mend it there.",
        breaking: true,
      },
    );
    const detail = { ...(successor === undefined ? {} : { successor }), ...published.detail };
    return { value: { name, successor: successor ?? null, ...published.value }, detail };
  },
});

function deprecated({ source }: StandingRevision, successor: string | undefined): string {
  const marked = setIn(source, ["metadata", "lifecycle"], "deprecated");
  const at = ["metadata", "successor"];
  return successor === undefined ? removeIn(marked, at) : setIn(marked, at, successor);
}

/** Whoever is led there has to be able to order it. */
async function mayFollow(tx: Transaction, name: string, successor: string): Promise<void> {
  const refuse = (message: string, remedy: string) =>
    new Problem("invalid", message, { remedy, issues: [{ severity: "error", path: "/successor", message }] });
  if (successor === name) throw refuse("It can't take its own place.", "Name another offering, or none.");
  const next = await loadCurrent(tx, successor);
  if (!next) throw refuse(`There is no offering “${successor}”.`, "Look it up in the catalog, or name none.");
  const { title, lifecycle, successor: after } = next.document.metadata;
  if (next.retired)
    throw refuse(`${title} is retired: nobody can order it instead.`, "Name another offering, or none.");
  if (lifecycle === "deprecated")
    throw refuse(
      `${title} is deprecated itself.`,
      after === undefined || after === name ? "Name another offering, or none." : `Name what it leads to: ${after}.`,
    );
}
