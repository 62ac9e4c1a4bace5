import path from "node:path";
import { z } from "zod";
import { endDraft, type DraftRow } from "#db/draft.ts";
import { lockPublishing } from "#db/offering.ts";
import { loadPublished } from "#db/studio.ts";
import { parseOffering } from "#lib/core/offering/parse.ts";
import { Problem } from "#lib/core/problem.ts";
import { env } from "#lib/env.ts";
import { command, label } from "../command.ts";
import { note, revisionNumber } from "../offering/kept.ts";
import { readModules } from "../offering/modules.ts";
import { publishText } from "../offering/publish-text.ts";
import { claimName } from "./claim.ts";
import { draftId, draftToChange, draftVersion, sameVersion } from "./locked.ts";

const schema = z.strictObject({
  id: draftId,
  /** The save that is published: nobody publishes what they have not seen. */
  version: draftVersion,
  note,
  /** The newer revision that this is published over, when there is one. */
  over: revisionNumber.optional(),
  /** Also when what other teams have made of it would not fit it any more. */
  breaking: z.boolean().default(false),
});

/** Makes a draft, or what somebody proposed, the next revision. */
export const publishDraft = command({
  verb: "offering.publish",
  schema,
  subject: ({ id }) => `draft:${id}`,
  handler: async ({ tx, actor, door, input }) => {
    const { id, version, note: changeNote, over, breaking } = input;
    await lockPublishing(tx);
    const draft = await draftToChange(tx, actor, id, "publish");
    sameVersion(draft, version);
    const published = await loadPublished(tx, draft.offering);
    seenPublished(draft, published, over);
    calledRight(draft);
    await claimName(tx, actor, draft);
    const { offering: name, source, proposal, begunBy, savedBy } = draft;
    const { value, detail } = await publishText(
      tx,
      { actor, door },
      {
        source,
        before: published?.source ?? null,
        modules: await readModules(path.resolve(env().PAO_OFFERINGS_DIR)),
        changeNote,
        remedy: "Mend the draft, then publish it.",
        breaking,
      },
    );
    await endDraft(tx, id, label(actor), { state: "published", revision: value.revision });
    const by = { savedBy: savedBy.name, ...(proposal ? { proposedBy: begunBy.name } : {}) };
    return { value: { name, ...value }, subject: `offering:${name}`, detail: { draft: id, ...by, ...detail } };
  },
});

/** What was published since the draft was begun is only replaced by somebody who says that they have seen it. */
function seenPublished(
  { basedOn }: DraftRow,
  published: Awaited<ReturnType<typeof loadPublished>>,
  over: number | undefined,
): void {
  const current = published?.number ?? null;
  if (current === (over ?? basedOn)) return;
  const by = published
    ? `${published.publishedBy.name} has published revision ${current} since.`
    : "Nothing is published.";
  throw new Problem("conflict", over === undefined ? by : `Revision ${over} is not the newest: ${by}`, {
    remedy: published ? `Look at what it changes, then publish with over: ${current}.` : "Publish without “over”.",
  });
}

/** A name never changes once it is published; of what is new it follows the document, unless it is taken. */
function calledRight({ offering, source, current }: DraftRow): void {
  const name = parseOffering(source).offering?.metadata.name;
  // What can't be read is told with all that is wrong with it.
  if (name === undefined || name === offering) return;
  const message =
    current === null
      ? `The name ${name} can't be given: there is an offering of that name, or a draft of one.`
      : `This is a draft of ${offering}, and the text calls it ${name}: an offering keeps its name.`;
  throw new Problem(current === null ? "conflict" : "invalid", message, {
    remedy:
      current === null ? "Give it another name." : `Call it ${offering} again, or begin a new offering with this text.`,
    issues: [{ severity: "error", path: "/metadata/name", message }],
  });
}
