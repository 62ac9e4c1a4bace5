import type { Actor, Door } from "#lib/core/access.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import { writeAudit } from "#db/audit.ts";
import type { Transaction } from "#db/client.ts";
import { publishRevision, type Publication } from "#db/offering.ts";
import { label } from "../command.ts";

/** What PAO publishes by itself: from files, and what is made of others. */
export const pao: Actor = { kind: "system", id: "start", name: "PAO" };

/** Makes a document that passed the check the revision that is offered. `file` is where it came from. */
export async function publish(
  tx: Transaction,
  door: Door,
  given: Omit<Publication, "level" | "by">,
  file?: string,
): Promise<number> {
  const by = label(pao);
  const { document, changeNote } = given;
  const number = await publishRevision(tx, { ...given, level: automationLevel(document), by });
  await writeAudit(tx, {
    actor: by,
    door,
    verb: "offering.publish",
    subject: `offering:${document.metadata.name}`,
    outcome: "done",
    detail: {
      revision: number,
      ...(file === undefined ? {} : { file }),
      ...(changeNote === undefined ? {} : { changeNote }),
    },
  });
  return number;
}
