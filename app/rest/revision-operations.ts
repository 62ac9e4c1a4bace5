import { deprecateOffering } from "#lib/commands/offering/deprecate.ts";
import { offerAgain } from "#lib/commands/offering/offer.ts";
import { retireOffering } from "#lib/commands/offering/retire.ts";
import { rollBack } from "#lib/commands/offering/rollback.ts";
import type { Operation } from "./operations.ts";
import { compareQuery, revisionQuery } from "./query.ts";

const verb = (name: string, id: string, summary: string, body: NonNullable<Operation["body"]>): Operation => {
  return { method: "post", path: `/catalog/{name}/${name}`, id, summary, body };
};

/** What was published of an offering, and what becomes of it. */
export const revisionOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/catalog/{name}/revisions",
    id: "listRevisions",
    summary: "What was published of an offering, newest first, each with what it changed and how long its orders took.",
    query: revisionQuery,
  },
  {
    method: "get",
    path: "/catalog/{name}/revisions/{number}",
    id: "getRevision",
    summary: "One revision with its document, parsed and as text.",
  },
  {
    method: "get",
    path: "/catalog/{name}/compare",
    id: "compareRevisions",
    summary:
      "In what two revisions or drafts differ, in lines and in words, and what the later one means for past orders.",
    query: compareQuery,
  },
  verb("rollback", "rollBack", "Publishes an older revision once more; for its authors.", rollBack.schema),
  verb(
    "deprecate",
    "deprecateOffering",
    "Says in the document what to use instead, and publishes it; for its authors.",
    deprecateOffering.schema,
  ),
  verb(
    "retire",
    "retireOffering",
    "Takes it out of the catalog, and leaves what came of it; for its authors.",
    retireOffering.schema,
  ),
  verb("offer", "offerAgain", "Puts what is retired back into the catalog; for its authors.", offerAgain.schema),
  {
    method: "get",
    path: "/drafts/{id}/replay",
    id: "replayDraft",
    summary:
      "How many past orders would still be valid, need an answer, or fail with a draft; what runs stays on its revision.",
  },
];
