import type { Actor } from "#lib/core/access.ts";
import { automationLevel } from "#lib/core/offering/automation.ts";
import type { Offering } from "#lib/core/offering/document.ts";
import type { ModuleBundle } from "#lib/core/terraform/bundle.ts";
import { writeAudit } from "#db/audit.ts";
import type { Transaction } from "#db/client.ts";
import { publishRevision } from "#db/offering.ts";
import { label } from "../command.ts";
import type { OfferingFile } from "./files.ts";

/** Makes a file that passed the check the revision that is offered. */
export async function publishFile(
  tx: Transaction,
  actor: Actor,
  { source, digest, file }: OfferingFile,
  document: Offering,
  modules: readonly ModuleBundle[],
): Promise<number> {
  const by = label(actor);
  const number = await publishRevision(tx, {
    document,
    source,
    digest,
    level: automationLevel(document),
    origin: "file",
    by,
    modules,
  });
  const subject = `offering:${document.metadata.name}`;
  await writeAudit(tx, {
    actor: by,
    door: "start",
    verb: "offering.publish",
    subject,
    outcome: "done",
    detail: { revision: number, file },
  });
  return number;
}
