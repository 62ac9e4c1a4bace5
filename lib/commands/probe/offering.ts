import { z } from "zod";
import { may } from "#lib/core/access.ts";
import { Problem } from "#lib/core/problem.ts";
import { loadCurrent } from "#db/offering.ts";
import { askProbe } from "#db/probe.ts";
import { command, label } from "../command.ts";
import { authorise } from "../denied.ts";

/** Asks an engine to hold an offering, as it is offered now, against the outside. */
export const probeOffering = command({
  verb: "offering.probe",
  schema: z.strictObject({ offering: z.string().max(63) }),
  subject: ({ offering }) => `offering:${offering}`,
  handler: async ({ tx, actor, input }) => {
    const current = await loadCurrent(tx, input.offering);
    const metadata = current?.document.metadata;
    // What is not offered to somebody is not there for them.
    if (!current || !metadata || !may(actor, { verb: "catalog.read", ...metadata }).allowed)
      throw new Problem("not_found", `There is no offering “${input.offering}”.`, {
        remedy: "Look it up in the catalog.",
      });
    authorise(actor, { verb: "offering.probe", owner: metadata.owner });
    const subject = { offering: current.name, revision: current.number };
    const id = await askProbe(tx, subject, label(actor));
    return { value: { id, state: "asked", ...subject }, detail: { probe: id, revision: current.number } };
  },
});
